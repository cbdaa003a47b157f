import type { Rule } from "../rule.ts";

export const RULE = {
  id: "prompt-removed",
  topic: "change",
  title: "A prompt was removed",
  why: "Components that name it get the text from elsewhere, or none.",
  fix: "See that no component names it any more, and publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["prompt"], change: ["removed"] },
} as const satisfies Rule;
