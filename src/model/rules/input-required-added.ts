import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-required-added",
  topic: "change",
  title: "A required input was added",
  why: "Everyone who runs the flow has to give a value that they do not give today; every run without it fails.",
  fix: "Make the input optional, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["input"], change: ["added"] },
} as const satisfies Rule;
