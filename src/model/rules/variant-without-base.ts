import type { Rule } from "../rule.ts";

export const RULE = {
  id: "variant-without-base",
  topic: "number",
  title: "A variant has no base version",
  why: "A variant such as 2.0.0-orbit says that it is another form of 2.0.0, and there is no 2.0.0 to compare it with.",
  fix: "Publish the base version, or give the variant the number of an existing one.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
