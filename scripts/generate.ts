/** Writes everything that is generated from the code's own tables; `npm run generate`. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderActionMetadata } from "./generate/action-metadata.ts";
import { renderErrors } from "./generate/errors.ts";
import { renderParts } from "./generate/parts.ts";
import { renderRules } from "./generate/rules.ts";
import * as z from "zod";
import { configJsonSchema } from "../src/config/schema.ts";
import { NOTES_CONTEXT_SCHEMA } from "../src/notes/context-schema.ts";
import { INDEX_SCHEMA } from "../src/plan/index-schema.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const ERRORS = "docs/errors.md";
const RULES = "docs/rules.md";

/** Every generated file below `root` as it should be: whole files, and pages with parts between markers. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  const pages = globSync(["README.md", "DEVGUIDE.md", "docs/*.md"], { cwd: root, exclude: [ERRORS, RULES] }).toSorted();
  return [
    { path: "action.yml", text: renderActionMetadata() },
    { path: ERRORS, text: renderErrors() },
    { path: RULES, text: renderRules() },
    { path: "docs/config.schema.json", text: `${JSON.stringify(configJsonSchema(), null, 2)}\n` },
    { path: "docs/notes-context.schema.json", text: `${JSON.stringify(z.toJSONSchema(NOTES_CONTEXT_SCHEMA), null, 2)}\n` },
    { path: "docs/index.schema.json", text: `${JSON.stringify(z.toJSONSchema(INDEX_SCHEMA, { io: "input" }), null, 2)}\n` },
    ...pages.map((path) => ({ path, text: renderParts(path, readFileSync(join(root, path), "utf8")) })),
  ];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  for (const { path, text } of generatedFiles(root)) writeFileSync(join(root, path), text);
}
