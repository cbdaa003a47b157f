import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-became-required",
  topic: "change",
  title: "An input became required",
  why: "Callers who leave it out could do so until now; their runs fail.",
  fix: "Keep it optional, with a default in the flow, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["input"], change: ["changed"], traits: ["required"] },
} as const satisfies Rule;
