import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "prompt-version-beyond",
  topic: "change",
  title: "A prompt's version left its range",
  why: "A run can get a prompt that no run of the older version could get.",
  fix: "Publish it as the next minor version, or stay within the range.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["prompt-version"], change: CHANGE_KINDS },
} as const satisfies Rule;
