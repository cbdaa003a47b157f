import type { Rule } from "../rule.ts";

export const RULE = {
  id: "dependency-missing",
  topic: "file",
  title: "No version is in the range",
  why: "The flow names a prompt or a schema that the registry does not have; its runs fail.",
  fix: "Publish the prompt or the schema first, or correct the range.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
