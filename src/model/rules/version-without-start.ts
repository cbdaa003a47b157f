import type { Rule } from "../rule.ts";

export const RULE = {
  id: "version-without-start",
  topic: "number",
  title: "A flow does not start with 1.0.0 or below",
  why: "People look for the versions before, and do not know whether they were lost.",
  fix: "Start with 0.1.0 or 1.0.0.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
