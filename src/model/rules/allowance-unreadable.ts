import type { Rule } from "../rule.ts";

export const RULE = {
  id: "allowance-unreadable",
  topic: "file",
  title: "An allowance cannot be read",
  why: "Somebody meant to allow a change, and what they wrote does not say which one, or why.",
  fix: "Write `# flow-tagbot: allow <rule> <name>: <reason>`.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
