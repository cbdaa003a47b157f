import type { Rule } from "../rule.ts";

export const RULE = {
  id: "schema-mismatch",
  topic: "file",
  title: "A version file does not fit its JSON Schema",
  why: "The schema says what the registry takes for a flow; a file that does not fit fails where it is run.",
  fix: "Correct the file at the given line, or the schema.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
