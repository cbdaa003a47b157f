import type { Rule } from "../rule.ts";

export const RULE = {
  id: "route-removed",
  topic: "change",
  title: "A route was removed",
  why: "Runs cannot take a way that they took before; those that would have end elsewhere.",
  fix: "Publish it as the next minor version; see that no component is left without a way to it.",
  bump: "minor",
  level: "fail",
  when: { subjects: ["route"], change: ["removed"] },
} as const satisfies Rule;
