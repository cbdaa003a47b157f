import type { Rule } from "../rule.ts";

export const RULE = {
  id: "component-renamed",
  topic: "change",
  title: "A component was renamed within the flow",
  why: "Nobody outside the flow sees the name, but what people know it by in the file has changed.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["component"], change: ["renamed"] },
} as const satisfies Rule;
