import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "setting-changed",
  topic: "change",
  title: "A setting changed",
  why: "Something about the flow differs that no other rule is about: limits, labels, defaults, the order of things.",
  fix: "Publish it as the next patch version; as a higher one where you know that callers notice.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["setting", "input", "output", "component", "tool", "permission", "prompt"], change: CHANGE_KINDS },
} as const satisfies Rule;
