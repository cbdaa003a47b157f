import type { Rule } from "../rule.ts";

export const RULE = {
  id: "prompt-version-within",
  topic: "change",
  title: "A prompt's version stayed within its range",
  why: "A run gets only prompts of the line that the older version took as well; their texts may differ.",
  fix: "Publish it as the next patch version.",
  bump: "patch",
  level: "fail",
  when: { subjects: ["prompt-version"], change: ["changed"], traits: ["within"] },
} as const satisfies Rule;
