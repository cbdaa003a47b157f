import type { Rule } from "../rule.ts";

export const RULE = {
  id: "published-renamed",
  topic: "published",
  title: "A published version was renamed",
  why: "Whoever asks for the old number finds nothing, and the new number promises a version that is not new.",
  fix: "Put the file back under its name, and publish a new version as a copy.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
