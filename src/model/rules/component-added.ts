import type { Rule } from "../rule.ts";

export const RULE = {
  id: "component-added",
  topic: "change",
  title: "A component was added",
  why: "The flow does a step more; runs take longer, cost more and leave more behind than the number promised.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["component"], change: ["added"] },
} as const satisfies Rule;
