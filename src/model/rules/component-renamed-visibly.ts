import type { Rule } from "../rule.ts";

export const RULE = {
  id: "component-renamed-visibly",
  topic: "change",
  title: "A component that callers see was renamed",
  why: "Whoever runs the flow sees the component's name, in events, in outputs or as the place to start; the old name leads nowhere.",
  fix: "Keep the name, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["component"], change: ["renamed"], traits: ["visible"] },
} as const satisfies Rule;
