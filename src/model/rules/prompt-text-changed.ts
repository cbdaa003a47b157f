import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "prompt-text-changed",
  topic: "change",
  title: "The text of a prompt changed",
  why: "Answers change, although nothing that callers give or read does.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["prompt-text"], change: CHANGE_KINDS },
} as const satisfies Rule;
