import type { Rule } from "../rule.ts";

export const RULE = {
  id: "version-backwards",
  topic: "number",
  title: "A new version is older than one that is published",
  why: "Whoever takes the newest version does not get it; that is right for a fix of an older version only.",
  fix: "Take a number above the newest one, unless this is a fix of an older version.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
