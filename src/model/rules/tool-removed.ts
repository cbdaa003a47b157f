import type { Rule } from "../rule.ts";

export const RULE = {
  id: "tool-removed",
  topic: "change",
  title: "A tool was removed",
  why: "Work that needs the tool is not done any more, or is done in some other way.",
  fix: "Keep the tool until the next major version. Where it has to go at once, allow the change with its reason.",
  bump: "major",
  level: "fail",
  when: { subjects: ["tool"], change: ["removed", "renamed"] },
} as const satisfies Rule;
