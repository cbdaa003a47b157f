import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-optional-added",
  topic: "change",
  title: "An optional input was added",
  why: "Callers may give more than before, and whoever relies on it needs a number to ask for.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["input"], change: ["added"], traits: ["optional"] },
} as const satisfies Rule;
