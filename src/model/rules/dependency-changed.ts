import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "dependency-changed",
  topic: "change",
  title: "Something that the flow builds on changed",
  why: "Another flow or file does a part of the work, and does it differently.",
  fix: "Publish it as the next minor version.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["dependency"], change: CHANGE_KINDS },
} as const satisfies Rule;
