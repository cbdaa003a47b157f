import type { Rule } from "../rule.ts";

export const RULE = {
  id: "permission-removed",
  topic: "change",
  title: "A permission was removed",
  why: "Work that needs the permission stops with a refusal.",
  fix: "Keep the permission until the next major version. Where it has to go at once, allow the change with its reason.",
  bump: "major",
  level: "fail",
  when: { subjects: ["permission"], change: ["removed", "renamed"] },
} as const satisfies Rule;
