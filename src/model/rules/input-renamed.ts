import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-renamed",
  topic: "change",
  title: "An input was renamed",
  why: "Callers give the old name: for them the input is gone, and a new one is missing.",
  fix: "Keep the old name, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["input"], change: ["renamed"] },
} as const satisfies Rule;
