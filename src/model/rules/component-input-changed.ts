import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "component-input-changed",
  topic: "change",
  title: "What a component reads changed",
  why: "Its prompt is filled with other values; what callers have to give is the matter of other rules.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["component-input"], change: CHANGE_KINDS },
} as const satisfies Rule;
