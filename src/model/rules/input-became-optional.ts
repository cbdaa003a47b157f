import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-became-optional",
  topic: "change",
  title: "An input became optional",
  why: "Callers may leave out what they had to give, and whoever does needs a number to ask for.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["input"], change: ["changed"], traits: ["optional"] },
} as const satisfies Rule;
