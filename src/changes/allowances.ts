import { didYouMean } from "../config/did-you-mean.ts";
import { isRuleId, RULE_IDS, RULES, type RuleId } from "../model/rules.ts";
import type { ParsedYaml } from "../registry/yaml-node.ts";

/** `# flow-tagbot: allow <rule> [<name>]: <reason>` in a version file's leading comment. */
export interface Allowance {
  readonly line: number;
  readonly rule: RuleId;
  /** What may change: a name, or `owner/name`; null: whatever the rule is about. */
  readonly name: string | null;
  readonly reason: string;
}

/** A line that is meant to allow something and does not. */
export interface AllowanceFault {
  readonly line: number;
  /** A sentence. */
  readonly message: string;
  /** A sentence. */
  readonly fix: string;
}

const LINE = /^flow-tagbot\s*:/i;
const ALLOWANCE =
  /^flow-tagbot ?: ?allow (?<rule>[^\s:]+)(?: (?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"']+?)))?(?: ?:(?: (?<reason>.*))?)?$/i;

/** More than anybody reads; longer lines are refused unread. */
const MOST_CHARACTERS = 2_000;
const SHOWN_CHARACTERS = 80;

const FORM = "`# flow-tagbot: allow <rule> <name>: <reason>`";

/** Reads the allowances among a file's leading comments; every other comment is left alone. */
export function parseAllowances(comments: Extract<ParsedYaml, { ok: true }>["comments"]): {
  readonly allowances: readonly Allowance[];
  readonly faults: readonly AllowanceFault[];
} {
  const read = comments
    .map(({ line, text }) => ({ line, text: text.trim() }))
    .filter(({ text }) => LINE.test(text))
    .map(({ line, text }) => parseAllowance(line, text));
  return {
    allowances: read.flatMap((one) => ("rule" in one ? [one] : [])),
    faults: read.flatMap((one) => ("message" in one ? [one] : [])),
  };
}

/**
 * The allowance for what a rule says of something of this name; one that names it wins over one that does not. A
 * capability has several owners, anything else one or none.
 */
export function findAllowance(allowances: readonly Allowance[], rule: RuleId, name: string, owners: readonly string[]): Allowance | null {
  const names = [name, ...owners.map((owner) => `${owner}/${name}`)];
  const forRule = allowances.filter((allowance) => allowance.rule === rule);
  return (
    forRule.find((allowance) => allowance.name !== null && names.includes(allowance.name)) ??
    forRule.find((allowance) => allowance.name === null) ??
    null
  );
}

/** Whether a single change can be allowed in the file: what is wrong with the file or its number stays wrong in every file. */
export function isAllowable(rule: RuleId): boolean {
  return RULES[rule].topic === "change" || RULES[rule].topic === "capability";
}

function parseAllowance(line: number, text: string): Allowance | AllowanceFault {
  if (text.length > MOST_CHARACTERS) {
    return {
      line,
      message: `The line has ${text.length} characters; an allowance has ${MOST_CHARACTERS} at most.`,
      fix: "Give the reason in a sentence.",
    };
  }
  const groups = ALLOWANCE.exec(text.replace(/\s+/g, " "))?.groups;
  if (groups === undefined)
    return { line, message: `${shown(text)} is not an allowance.`, fix: `Write ${FORM}; quote a name with spaces.` };
  const rule = groups["rule"] ?? "";
  const name = groups["double"] ?? groups["single"] ?? groups["bare"] ?? null;
  const reason = groups["reason"]?.trim() ?? "";
  if (!isRuleId(rule)) {
    const meant = didYouMean(rule, RULE_IDS.filter(isAllowable));
    return {
      line,
      message: `There is no rule ${shown(rule)}.`,
      fix: meant === null ? "Take a rule's id from docs/rules.md." : `Did you mean ${meant}?`,
    };
  }
  if (!isAllowable(rule)) {
    return {
      line,
      message: `The rule ${rule} is not about a change, so that a version file cannot allow it.`,
      fix: "Set its level in the configuration, under `rules`.",
    };
  }
  if (name === "")
    return { line, message: `The allowance for ${rule} has an empty name.`, fix: "Give the name of what may change, or leave it out." };
  if (reason === "") return { line, message: `The allowance for ${rule} has no reason.`, fix: `Write ${FORM}.` };
  return { line, rule, name, reason };
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);
}
