import type { Rule } from "../rule.ts";

export const RULE = {
  id: "output-added",
  topic: "change",
  title: "An output was added",
  why: "Readers may use more than before, and whoever does needs a number to ask for.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["output"], change: ["added"] },
} as const satisfies Rule;
