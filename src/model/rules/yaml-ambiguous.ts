import type { Rule } from "../rule.ts";

export const RULE = {
  id: "yaml-ambiguous",
  topic: "file",
  title: "Not every reader understands the YAML in the same way",
  why: "Readers of YAML differ over a byte order mark and over merge keys, so that a flow can mean something else where it is run than where it was looked at.",
  fix: "Write it out in plain YAML.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
