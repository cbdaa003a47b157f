import type { SemVer } from "semver";
import { findAllowance, parseAllowances, type Allowance } from "../../changes/allowances.ts";
import { admits, heldTo } from "../../changes/bump.ts";
import type { Capability, Comparison } from "../../changes/change.ts";
import { chooseProfile } from "../../changes/choose-profile.ts";
import { compareGraphs } from "../../changes/compare-graphs.ts";
import { compareFlows } from "../../changes/compare.ts";
import { evaluateChanges, requiredBump, type RuleHit } from "../../changes/evaluate.ts";
import { toGraph, type ChangedGraph } from "../../changes/graph.ts";
import { nextVersion } from "../../changes/next-version.ts";
import type { Settings } from "../../changes/settings.ts";
import type { FormatName } from "../../config/guard.ts";
import type { Bump } from "../../model/rule.ts";
import { versionText } from "../../model/version.ts";
import type { ReadableDocument, ReadDocument } from "./scene.ts";
import type { KnownVersion } from "./line-up.ts";

/** How a flow's files are read and judged. */
export interface Measure {
  readonly format: FormatName | null;
  readonly settings: Settings;
  readonly prereleaseWords: readonly string[];
}

/** What the step from one document to another is. */
export interface Judgement {
  readonly comparison: Comparison;
  readonly hits: readonly RuleHit[];
  readonly graph: ChangedGraph | null;
  readonly required: Bump;
  /** Gained, and not allowed by the file. */
  readonly gained: readonly Capability[];
  /** Allowances of the newer file that allow nothing. */
  readonly unused: readonly Allowance[];
}

export function judge(before: ReadableDocument, after: ReadableDocument, { format, settings }: Measure): Judgement {
  const profile = chooseProfile(after.root, format);
  const comparison = compareFlows(before.root, after.root, profile);
  const { allowances } = parseAllowances(after.comments);
  const named = allowances.filter(({ name }) => name !== null);
  const { hits, used } = evaluateChanges(comparison, { settings, allowances });
  const gained = comparison.capabilities.gained.map((capability) => ({
    capability,
    allowance:
      findAllowance(allowances, "capability-gained", capability.name, capability.owners) ??
      // One reason is enough for the change and for what it gives.
      (capability.kind === "tool" ? findAllowance(named, "tool-added", capability.name, capability.owners) : null),
  }));
  const graph = compareGraphs(toGraph(before.root, profile), toGraph(after.root, profile), comparison.changes);
  return {
    comparison,
    hits,
    graph: graph.nodes.length === 0 ? null : graph,
    required: requiredBump(hits),
    gained: gained.flatMap(({ capability, allowance }) => (allowance === null ? [capability] : [])),
    unused: allowances.filter((allowance) => !used.has(allowance) && gained.every((one) => one.allowance !== allowance)),
  };
}

/** Enough for every line of numbers with gaps that people make. */
const MOST_ROUNDS = 20;

/**
 * The smallest free number after `from` that a document can have: it admits the bump, and also what differs from the
 * version that the number is held to. `known` are the flow's versions without the document's own.
 */
export function proposeNumber(
  document: ReadableDocument,
  from: SemVer,
  bump: Bump,
  known: readonly KnownVersion[],
  measure: Measure,
  read: ReadDocument,
): string | null {
  const { prereleaseWords } = measure;
  const taken = known.map(({ semver }) => semver);
  const comparable = known.flatMap(({ semver, blob }) => (blob === null ? [] : [semver]));
  let start = from;
  let needed = bump;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = nextVersion(start, needed, taken, prereleaseWords);
    if (next === null) return null;
    const held = heldTo(next, comparable, prereleaseWords);
    const required = held === null || held.compare(from) === 0 ? bump : requiredAfter(held, document, known, measure, read);
    if (held === null || required === null || admits(held, next, required, prereleaseWords)) return versionText(next);
    start = held;
    needed = required;
  }
  return null;
}

/** Null where nobody can tell. */
function requiredAfter(
  version: SemVer,
  document: ReadableDocument,
  known: readonly KnownVersion[],
  measure: Measure,
  read: ReadDocument,
): Bump | null {
  const blob = known.find(({ semver }) => semver.compare(version) === 0)?.blob ?? null;
  const before = blob === null ? null : read(blob);
  return before?.kind === "read" ? judge(before, document, measure).required : null;
}
