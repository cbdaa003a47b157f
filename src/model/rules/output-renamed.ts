import type { Rule } from "../rule.ts";

export const RULE = {
  id: "output-renamed",
  topic: "change",
  title: "An output was renamed",
  why: "Whoever reads the old name gets nothing where there was a value.",
  fix: "Give it under both names until the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["output"], change: ["renamed"] },
} as const satisfies Rule;
