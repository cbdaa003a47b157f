import type { Rule } from "../rule.ts";

export const RULE = {
  id: "permission-added",
  topic: "change",
  title: "A permission was added or changed",
  why: "The flow may do more on behalf of whoever starts it, and they should be able to choose that by its number.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["permission"], change: ["added", "changed"] },
} as const satisfies Rule;
