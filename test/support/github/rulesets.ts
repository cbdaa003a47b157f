import type { Caller } from "./callers.ts";
import { record, textOf } from "./json.ts";
import type { Repository, Rule, Ruleset } from "./state.ts";

export type Change = "creation" | "update" | "deletion";

/** What rules say against a change of a ref: what stops it, and what this caller may pass by. */
export type Violations = { readonly refused: readonly string[]; readonly bypassed: readonly string[] };

const restricted = "Cannot create ref due to creations being restricted.";
// What GitHub prints for these two is not on record.
const noUpdate = "Cannot update this protected ref.";
const noDeletion = "Cannot delete this protected ref.";

/** Checks active rulesets, and what immutable releases hold fast: their tags stay, and their names are never free again. */
export function violationsOf(repository: Repository, caller: Caller, ref: string, change: Change): Violations {
  const refused: string[] = immutableViolations(repository, ref, change);
  const bypassed: string[] = [];
  for (const ruleset of repository.rulesets) {
    if (ruleset.enforcement !== "active" || !isFor(ruleset, ref)) continue;
    const texts = ruleset.rules.flatMap((rule) => violationOf(rule, ref, change));
    (mayBypass(ruleset, caller) ? bypassed : refused).push(...texts);
  }
  return { refused: [...new Set(refused)], bypassed: [...new Set(bypassed)] };
}

export function mayBypass(ruleset: Ruleset, caller: Caller): boolean {
  return caller.login !== "" && (ruleset.bypass ?? []).includes(caller.login);
}

function immutableViolations(repository: Repository, ref: string, change: Change): string[] {
  const tag = ref.replace(/^refs\/tags\//u, "");
  if (tag === ref) return [];
  if (change === "creation") return repository.usedTags.includes(tag) ? [restricted] : [];
  const isHeld = repository.releases.some((release) => release.immutable && release.tagName === tag);
  return isHeld ? [change === "update" ? noUpdate : noDeletion] : [];
}

function violationOf(rule: Rule, ref: string, change: Change): readonly string[] {
  if (rule.type === "tag_name_pattern") return change === "creation" ? patternViolation(rule, ref) : [];
  if (rule.type !== change) return [];
  return [change === "creation" ? restricted : change === "update" ? noUpdate : noDeletion];
}

const operators: Readonly<Record<string, readonly [string, (name: string, pattern: string) => boolean]>> = {
  starts_with: ["start with", (name, pattern) => name.startsWith(pattern)],
  ends_with: ["end with", (name, pattern) => name.endsWith(pattern)],
  contains: ["contain", (name, pattern) => name.includes(pattern)],
  regex: ["match a given regex pattern:", (name, pattern) => new RegExp(pattern, "u").test(name)],
};

/** The wording is not on record; the parameters are those of the API description. */
function patternViolation(rule: Rule, ref: string): readonly string[] {
  const parameters = record(rule.parameters);
  const pattern = textOf(parameters, "pattern") ?? "";
  const [verb, matches] = operators[textOf(parameters, "operator") ?? ""] ?? [];
  if (verb === undefined || matches === undefined) throw new Error(`No such operator: ${JSON.stringify(parameters)}`);
  const negate = parameters["negate"] === true;
  if (matches(ref.replace(/^refs\/tags\//u, ""), pattern) !== negate) return [];
  return [`Tag name ${negate ? "must not" : "must"} ${verb} ${pattern}`];
}

function isFor(ruleset: Ruleset, ref: string): boolean {
  const prefix = ruleset.target === "tag" ? "refs/tags/" : "refs/heads/";
  if (ruleset.target === "push" || !ref.startsWith(prefix)) return false;
  const isNamed = (pattern: string): boolean => pattern === "~ALL" || toRegExp(pattern).test(ref);
  return ruleset.include.some(isNamed) && !ruleset.exclude.some(isNamed);
}

/** Patterns as fnmatch(3) takes them with FNM_PATHNAME, and `**` for any number of segments. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*\*|\*|\?)/u);
  const forms: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
  return new RegExp(`^${parts.map((part) => forms[part] ?? part.replaceAll(/[\\^$.+()[\]{}|/]/gu, "\\$&")).join("")}$`, "u");
}
