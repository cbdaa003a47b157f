import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "schema-widened",
  topic: "change",
  title: "A response schema was widened",
  why: "Readers get answers that they did not get before.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["schema", "schema-field"], change: CHANGE_KINDS, traits: ["widened"] },
} as const satisfies Rule;
