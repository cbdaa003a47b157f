import { CHANGE_KINDS, type Rule } from "../rule.ts";

export const RULE = {
  id: "framework-changed",
  topic: "change",
  title: "The framework version changed",
  why: "The `version:` of a file and its format say which framework runs it; an installation that runs the old one may refuse the new one, or run it in another way.",
  fix: "Publish it as the next major version, so that installations move when they are ready.",
  bump: "major",
  level: "fail",
  when: { subjects: ["framework"], change: CHANGE_KINDS },
} as const satisfies Rule;
