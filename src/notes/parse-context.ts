import { Failure } from "../model/failure.ts";
import { parseJson } from "../model/json.ts";
import { schemaProblems } from "../model/schema-problems.ts";
import { NOTES_CONTEXT_SCHEMA, type NotesContext } from "./context-schema.ts";

const FIX = "Make the file with `flow-tagbot notes <flow>@<version> --context`; its fields are in docs/templates.md.";

/** Reads the JSON that `flow-tagbot notes --context` prints; throws a Failure with code `context-invalid`. */
export function parseNotesContext(text: string): NotesContext {
  const parsed = NOTES_CONTEXT_SCHEMA.safeParse(parseJson(text, "context-invalid", FIX));
  if (!parsed.success) throw new Failure(schemaProblems("context-invalid", parsed.error.issues, FIX));
  return parsed.data;
}
