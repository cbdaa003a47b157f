import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "component-type-changed",
  topic: "change",
  title: "A component's type changed",
  why: "An agent, a one-off step and a human gate run differently: turns, approvals and answers are not what callers know.",
  fix: "Publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["component-type"], change: CHANGE_KINDS },
} as const satisfies Rule;
