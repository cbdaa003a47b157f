import type { Rule } from "../rule.ts";

export const RULE = {
  id: "input-type-changed",
  topic: "change",
  title: "An input's type changed",
  why: "Values that callers give today are not valid any more.",
  fix: "Add an input of the new type beside the old one, or publish it as the next major version.",
  bump: "major",
  level: "fail",
  when: { subjects: ["input"], change: ["changed"], traits: ["type"] },
} as const satisfies Rule;
