import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-removed",
  topic: "change",
  title: "An input was removed",
  why: "Callers who still give it are refused, or what they give is ignored without a word.",
  fix: "Keep the input, optional and unused, until the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["input"], change: ["removed"] },
} as const satisfies Rule;
