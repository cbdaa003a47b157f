import type { Rule } from "../rule.ts";

export const RULE = {
  id: "tool-added",
  topic: "change",
  title: "A tool was added",
  why: "The flow can do more on behalf of whoever starts it, and they should be able to choose that by its number.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["tool"], change: ["added"] },
} as const satisfies Rule;
