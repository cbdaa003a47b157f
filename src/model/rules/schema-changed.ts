import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "schema-changed",
  topic: "change",
  title: "A response schema was added, removed or replaced",
  why: "Answers take a form that they did not have to take, or none; whether readers lose something cannot be told from the file.",
  fix: "Look at it, and publish it as the next minor version; as the next major one where readers lose something.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["schema", "schema-field"], change: CHANGE_KINDS },
} as const satisfies Rule;
