import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "environment-changed",
  topic: "change",
  title: "The environment changed",
  why: "The environment decides where a flow may be started and what stands around it; callers of the old one cannot start it as they did.",
  fix: "Publish it as the next major version, or keep the environment and publish another flow for the new one.",
  bump: "major",
  level: "fail",
  when: { subjects: ["environment"], change: CHANGE_KINDS },
} as const satisfies Rule;
