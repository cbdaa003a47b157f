import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "description-changed",
  topic: "change",
  title: "A description changed",
  why: "People read another text; runs are the same.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["description"], change: CHANGE_KINDS },
} as const satisfies Rule;
