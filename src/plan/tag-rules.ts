import { createContext, Script, type Context } from "node:vm";
import type { TagRule } from "../model/tag-rule.ts";
import { matchesRef } from "./ref-pattern.ts";

type NameRule = Extract<TagRule["rule"], { readonly type: "name" }>;

/** GitHub's own regular expressions cannot hang; JavaScript's can, so that long or slow ones are left to GitHub. */
const LONGEST_REGEX = 200;
const REGEX_MS = 50;

/** The first rule that certainly refuses a new tag of that name, or null. Rules that might let this token through do not. */
export function refusingRule(tag: string, rules: readonly TagRule[]): TagRule | null {
  return rules.find((rule) => rule.bypass === false && isFor(tag, rule) && refuses(tag, rule.rule)) ?? null;
}

function isFor(tag: string, { include, exclude }: TagRule): boolean {
  const ref = `refs/tags/${tag}`;
  const matches = (pattern: string): boolean => {
    if (pattern === "~ALL") return true;
    // No tag is the default branch.
    return pattern !== "~DEFAULT_BRANCH" && matchesRef(pattern, ref);
  };
  return include.some(matches) && !exclude.some(matches);
}

function refuses(tag: string, rule: TagRule["rule"]): boolean {
  switch (rule.type) {
    case "creation":
      return true;
    case "name":
      return nameMatches(tag, rule) === rule.negate;
  }
}

/** Null where it cannot be told. */
function nameMatches(tag: string, rule: NameRule): boolean | null {
  switch (rule.operator) {
    case "starts_with":
      return tag.startsWith(rule.pattern);
    case "ends_with":
      return tag.endsWith(rule.pattern);
    case "contains":
      return tag.includes(rule.pattern);
    case "regex":
      return regexMatches(tag, rule);
  }
}

// With `u`, what only GitHub's syntax (RE2) knows is an error, where it would otherwise mean something else.
const TEST = new Script('new RegExp(pattern, "u").test(text)');

/** Rules whose pattern is no JavaScript or was too slow: one such answer is enough. */
const undecidable = new WeakSet<NameRule>();

function regexMatches(text: string, rule: NameRule): boolean | null {
  if (rule.pattern.length > LONGEST_REGEX || undecidable.has(rule)) return null;
  try {
    return TEST.runInContext(withGlobals({ pattern: rule.pattern, text }), { timeout: REGEX_MS }) === true;
  } catch {
    undecidable.add(rule);
    return null;
  }
}

let inside: Context | null = null;

/** One context for all tests: making one takes longer than all its tests. */
function withGlobals(values: { readonly pattern: string; readonly text: string }): Context {
  inside ??= createContext({}, { codeGeneration: { strings: false, wasm: false } });
  Object.assign(inside, values);
  return inside;
}
