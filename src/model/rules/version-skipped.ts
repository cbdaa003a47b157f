import type { Rule } from "../rule.ts";

export const RULE = {
  id: "version-skipped",
  topic: "number",
  title: "A version number was skipped",
  why: "People look for the version between, and do not know whether they miss something.",
  fix: "Take the next number, or leave it if the number between was given up on purpose.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
