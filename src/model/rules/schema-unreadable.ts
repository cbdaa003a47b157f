import type { Rule } from "../rule.ts";

export const RULE = {
  id: "schema-unreadable",
  topic: "file",
  title: "The JSON Schema of version files cannot be used",
  why: "Without it, nobody knows whether the files fit.",
  fix: "Correct the schema (draft 2020-12), or its path in the configuration.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
