import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "tool-options-changed",
  topic: "change",
  title: "A tool's options changed",
  why: "Options say how far a tool may go and how it answers, so that the same tool can do more or less than before.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["tool-options"], change: CHANGE_KINDS },
} as const satisfies Rule;
