import type { Rule } from "../rule.ts";

export const RULE = {
  id: "published-deleted",
  topic: "published",
  title: "A published version was deleted",
  why: "Whoever uses the version cannot get it from the branch any more.",
  fix: "Put the file back; to warn people off it, list it under `yanked` in the configuration.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
