import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "anything-changed",
  topic: "change",
  title: "Something changed in a format that is not known",
  why: "What the change means for callers cannot be told from the file, so that a person has to decide.",
  fix: "Decide what callers notice, and publish it as the next patch, minor or major version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["anything"], change: CHANGE_KINDS },
} as const satisfies Rule;
