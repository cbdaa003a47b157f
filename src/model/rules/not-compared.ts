import type { Rule } from "../rule.ts";

export const RULE = {
  id: "not-compared",
  topic: "file",
  title: "Two versions could not be compared",
  why: "One of the two files cannot be read, so that nobody knows what changed between them.",
  fix: "Read the other messages about these files; then look at the difference yourself.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
