import type { Rule } from "../rule.ts";

export const RULE = {
  id: "published-reformatted",
  topic: "published",
  title: "A published version was formatted anew",
  why: "Its meaning is the same, but its bytes and its digest are not those that were published.",
  fix: "Put the file back as it was published.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
