import type { Rule } from "../rule.ts";

export const RULE = {
  id: "output-removed",
  topic: "change",
  title: "An output was removed",
  why: "Whoever reads it gets nothing where there was a value.",
  fix: "Keep the output until the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["output"], change: ["removed"] },
} as const satisfies Rule;
