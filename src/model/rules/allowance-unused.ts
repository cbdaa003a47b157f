import type { Rule } from "../rule.ts";

export const RULE = {
  id: "allowance-unused",
  topic: "file",
  title: "An allowance allows nothing",
  why: "An allowance that stays in the file lets the next change of its kind through, which nobody decided on.",
  fix: "Delete the line, or correct the rule or the name in it.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
