import type { Rule } from "../rule.ts";

export const RULE = {
  id: "dependency-floating",
  topic: "file",
  title: "A range takes more than one version",
  why: "What the flow does can change without a new version of the flow, on the day somebody publishes a prompt or a schema. That is what ranges are for, so this is off; the report lists them with what they take today all the same.",
  fix: "Set the level to `warn` or `fail` where flows must not change by themselves, and name one version in place of the range.",
  bump: "none",
  level: "off",
  when: null,
} as const satisfies Rule;
