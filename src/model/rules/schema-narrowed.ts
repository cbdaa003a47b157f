import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "schema-narrowed",
  topic: "change",
  title: "A response schema was narrowed",
  why: "Answers that were valid are not any more, or readers miss what they had: a field, or the schema itself.",
  fix: "Add fields without taking any away, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["schema", "schema-field"], change: CHANGE_KINDS, traits: ["narrowed"] },
} as const satisfies Rule;
