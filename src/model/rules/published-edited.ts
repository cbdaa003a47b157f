import type { Rule } from "../rule.ts";

export const RULE = {
  id: "published-edited",
  topic: "published",
  title: "A published version was edited",
  why: "Whoever has the version has something else than whoever gets it now, under one and the same number.",
  fix: "Put the file back as it was published, and publish the change as a new version.",
  bump: "none",
  level: "fail",
  when: null,
} as const satisfies Rule;
