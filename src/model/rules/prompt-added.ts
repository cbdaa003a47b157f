import type { Rule } from "../rule.ts";

export const RULE = {
  id: "prompt-added",
  topic: "change",
  title: "A prompt was added",
  why: "A text in the file takes the place of one that came from elsewhere, or waits for a component that uses it.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["prompt"], change: ["added"] },
} as const satisfies Rule;
