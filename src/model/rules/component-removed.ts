import type { Rule } from "../rule.ts";

export const RULE = {
  id: "component-removed",
  topic: "change",
  title: "A component was removed",
  why: "What it did is not done any more, and whatever names it (logs, sessions that are resumed, other flows) does not find it.",
  fix: "Publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["component"], change: ["removed"] },
} as const satisfies Rule;
