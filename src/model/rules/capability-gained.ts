import type { Rule } from "../rule.ts";

export const RULE = {
  id: "capability-gained",
  topic: "capability",
  title: "A published version or a patch gained a tool or a permission",
  why: "Whoever pinned the version, or takes patches without looking, starts a flow that can do more than the one they looked at.",
  fix: "Publish the capability in the next minor version, or allow it with its reason.",
  bump: "none",
  level: "warn",
  when: null,
} as const satisfies Rule;
