import type { Rule } from "../rule.ts";

export const RULE = {
  id: "route-changed",
  topic: "change",
  title: "A route leads elsewhere, or under another condition",
  why: "The same answer of a component leads to another next step.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["route"], change: ["renamed", "moved", "changed"] },
} as const satisfies Rule;
