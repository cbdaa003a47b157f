import { describeChange } from "../changes/describe.ts";
import type { RuleHit } from "../changes/evaluate.ts";
import { BUMPS, type Bump } from "../model/rule.ts";
import type { RuleId } from "../model/rules.ts";

/** A rule that fired, and how often. */
export interface FiredRule {
  readonly rule: RuleId;
  readonly bump: Bump;
  readonly times: number;
}

/** What asks for the bump, largest first, and what the version file itself allows; rules that are off are in neither. */
export function firedRules(hits: readonly RuleHit[]): { readonly asking: readonly FiredRule[]; readonly allowed: readonly FiredRule[] } {
  const on = hits.filter(({ level }) => level !== "off");
  return { asking: grouped(on.filter(({ allowed }) => allowed === null)), allowed: grouped(on.filter(({ allowed }) => allowed !== null)) };
}

/** `input-removed (major), tool-added ×2 (minor); allowed: tool-removed`; empty where none fired. */
export function renderRuleLine(hits: readonly RuleHit[], render: (rule: RuleId) => string): string {
  const { asking, allowed } = firedRules(hits);
  const parts = [
    asking.map(({ rule, bump, times }) => `${render(rule)}${renderTimes(times)} (${bump})`).join(", "),
    ...(allowed.length === 0 ? [] : [`allowed: ${allowed.map(({ rule, times }) => `${render(rule)}${renderTimes(times)}`).join(", ")}`]),
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/**
 * What a version file itself allows, and why, each once: `component planner lost the tool read_file: nobody used it
 * (tool-removed, line 2)`. Names and reasons are foreign.
 */
export function renderAllowedLines(hits: readonly RuleHit[]): readonly string[] {
  return [
    ...new Set(
      hits.flatMap(({ rule, level, change, allowed }) =>
        allowed === null || level === "off" ? [] : [`${describeChange(change)}: ${allowed.reason} (${rule}, line ${allowed.line})`],
      ),
    ),
  ];
}

/** `needs a major version`, `needs no new version` */
export function renderNeed(required: Bump): string {
  return required === "none" ? "needs no new version" : `needs a ${required} version`;
}

function grouped(hits: readonly RuleHit[]): readonly FiredRule[] {
  return [...Map.groupBy(hits, ({ rule }) => rule)]
    .flatMap(([rule, own]) => own.slice(0, 1).map(({ bump }) => ({ rule, bump, times: own.length })))
    .toSorted((a, b) => BUMPS.indexOf(b.bump) - BUMPS.indexOf(a.bump));
}

function renderTimes(times: number): string {
  return times === 1 ? "" : ` ×${times}`;
}
