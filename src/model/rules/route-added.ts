import type { Rule } from "../rule.ts";

export const RULE = {
  id: "route-added",
  topic: "change",
  title: "A route was added",
  why: "Runs can take a way that they did not take before.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["route"], change: ["added"] },
} as const satisfies Rule;
