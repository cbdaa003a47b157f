import type { Rule } from "../rule.ts";

export const RULE = {
  id: "schema-version-within",
  topic: "change",
  title: "A schema's version stayed within its range",
  why: "Values keep the form that the older version took as well.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["schema-version"], change: ["changed"], traits: ["within"] },
} as const satisfies Rule;
