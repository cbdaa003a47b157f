import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "schema-version-beyond",
  topic: "change",
  title: "A schema's version left its range",
  why: "Values can take a form that they could not take in the older version.",
  fix: "Publish it as the next minor version; as the next major one where the schema's own major number moved.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["schema-version"], change: CHANGE_KINDS },
} as const satisfies Rule;
