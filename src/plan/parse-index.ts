import { Failure } from "../model/failure.ts";
import { parseJson } from "../model/json.ts";
import { schemaProblems } from "../model/schema-problems.ts";
import { INDEX_SCHEMA, type RegistryIndex } from "./index-schema.ts";

const FIX = "Use an index of `schema: 1` that flow-tagbot made; its fields are in docs/index.md.";

/** Reads an `index.json`, and what it does not know in it away; throws a Failure with code `index-invalid`. */
export function parseIndex(text: string): RegistryIndex {
  const parsed = INDEX_SCHEMA.safeParse(parseJson(text, "index-invalid", FIX));
  if (!parsed.success) throw new Failure(schemaProblems("index-invalid", parsed.error.issues, FIX));
  return parsed.data;
}
