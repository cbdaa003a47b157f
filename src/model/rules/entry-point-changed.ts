import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "entry-point-changed",
  topic: "change",
  title: "The entry point changed",
  why: "A run starts with another component, so that what callers gave and saw first is not what happens first.",
  fix: "Publish it as the next major version, or keep the entry point and route from it to the new component.",
  bump: "major",
  level: "fail",
  when: { subjects: ["entry-point"], change: CHANGE_KINDS },
} as const satisfies Rule;
