import type { Bump, Condition, Level, Rule } from "../model/rule.ts";
import { RULE_IDS, RULES, type RuleId } from "../model/rules.ts";
import { findAllowance, type Allowance } from "./allowances.ts";
import { largestBump } from "./bump.ts";
import type { Change, Comparison } from "./change.ts";
import type { Settings } from "./settings.ts";

/** A rule that fires on a change, as the configuration has it. */
export interface RuleHit {
  readonly rule: RuleId;
  readonly change: Change;
  readonly bump: Bump;
  readonly level: Level;
  /** Why the version file itself allows it, and on which line; null where it does not. */
  readonly allowed: { readonly reason: string; readonly line: number } | null;
}

export interface Evaluation {
  /** In the order of the changes; a whole before its parts. Rules at level `off` are among them. */
  readonly hits: readonly RuleHit[];
  /** The allowances that a hit made use of. */
  readonly used: ReadonlySet<Allowance>;
}

interface ChangeRule {
  readonly id: RuleId;
  readonly when: Condition;
}

const CHANGE_RULES: readonly ChangeRule[] = RULE_IDS.flatMap((id) => {
  const { when }: Rule = RULES[id];
  return when === null ? [] : [{ id, when }];
});

/** Fires every change's rules, and those of the parts of what was added or removed whole. No change is without a rule. */
export function evaluateChanges(
  { changes }: Pick<Comparison, "changes">,
  options: { readonly settings: Settings; readonly allowances: readonly Allowance[] },
): Evaluation {
  const used = new Set<Allowance>();
  const hits = changes.flatMap(withParts).flatMap((change) =>
    rulesFor(change).map((rule): RuleHit => {
      const { name, owner } = change.meaning;
      const allowance = findAllowance(options.allowances, rule, name, owner === null ? [] : [owner]);
      if (allowance !== null) used.add(allowance);
      return {
        rule,
        change,
        ...options.settings(rule),
        allowed: allowance === null ? null : { reason: allowance.reason, line: allowance.line },
      };
    }),
  );
  return { hits, used };
}

/** The largest bump that hits ask for, without those that are allowed or off. */
export function requiredBump(hits: readonly RuleHit[]): Bump {
  return largestBump(hits.filter(({ allowed, level }) => allowed === null && level !== "off").map(({ bump }) => bump));
}

/**
 * The rules that fire on a change taken by itself. Of all whose condition holds, those that ask for most traits; among these the one
 * about fewest subjects, then about fewest kinds of change. Two that ask for equally much both fire.
 */
export function rulesFor(change: Pick<Change, "kind" | "meaning">): readonly RuleId[] {
  const holding = CHANGE_RULES.filter(({ when }) => holds(when, change));
  const [best] = holding.toSorted((a, b) => compareDetail(a.when, b.when));
  return best === undefined ? ["anything-changed"] : holding.filter(({ when }) => compareDetail(when, best.when) === 0).map(({ id }) => id);
}

function holds({ subjects, change, traits = [] }: Condition, { kind, meaning }: Pick<Change, "kind" | "meaning">): boolean {
  return subjects.includes(meaning.subject) && change.includes(kind) && traits.every((trait) => meaning.traits.includes(trait));
}

/** Below 0 when `a` says more. */
function compareDetail(a: Condition, b: Condition): number {
  return (b.traits ?? []).length - (a.traits ?? []).length || a.subjects.length - b.subjects.length || a.change.length - b.change.length;
}

function withParts(change: Change): readonly Change[] {
  return change.kind === "added" || change.kind === "removed" ? [change, ...change.parts.flatMap(withParts)] : [change];
}
