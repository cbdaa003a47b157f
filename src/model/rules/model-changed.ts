import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "model-changed",
  topic: "change",
  title: "The model changed",
  why: "Another model answers in another way, at another price and speed.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["model"], change: CHANGE_KINDS },
} as const satisfies Rule;
