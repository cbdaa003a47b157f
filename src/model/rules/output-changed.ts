import type { Rule } from "../rule.ts";

export const RULE = {
  id: "output-changed",
  topic: "change",
  title: "An output is made in another way",
  why: "Readers get another value under the name that they know.",
  fix: "Publish it as the next minor version; as the next major one where the value has another form.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["output"], change: ["changed"] },
} as const satisfies Rule;
