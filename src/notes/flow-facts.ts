import { parseAllowances } from "../changes/allowances.ts";
import { admits } from "../changes/bump.ts";
import type { Capability, Change, Comparison } from "../changes/change.ts";
import { chooseProfile } from "../changes/choose-profile.ts";
import { compareFlows } from "../changes/compare.ts";
import { describeChange } from "../changes/describe.ts";
import { evaluateChanges, requiredBump, type RuleHit } from "../changes/evaluate.ts";
import { compareGraphs, toGraph, type ChangedGraph } from "../changes/graph.ts";
import { nextVersion } from "../changes/next-version.ts";
import type { Profile } from "../changes/profile.ts";
import type { Settings } from "../changes/settings.ts";
import { summariseFlow } from "../changes/summary.ts";
import type { CapabilityFacts, ChangeFacts, FlowFacts } from "../model/notes-facts.ts";
import { BUMPS, type Bump } from "../model/rule.ts";
import { parseVersion } from "../model/version.ts";
import type { ParsedYaml, YamlNode } from "../registry/yaml-node.ts";
import { renderFlowSummary } from "./flow-summary.ts";
import { renderGraphText } from "./graph-text.ts";

type Readable = Extract<ParsedYaml, { ok: true }>;

/** A version and its file. */
export interface ParsedVersion {
  readonly version: string;
  readonly yaml: ParsedYaml;
}

/** How files are read and judged. */
export interface Judgement {
  readonly settings: Settings;
  /** Null: told by the shape of the file. */
  readonly format: Profile["id"] | null;
  readonly prerelease: readonly string[];
}

/** What the file says, or what changed since its predecessor; null where one of the two cannot be read. */
export function toFlowFacts(own: ParsedVersion, previous: ParsedVersion | null, judgement: Judgement): FlowFacts | null {
  if (!own.yaml.ok) return null;
  const profile = chooseProfile(own.yaml.root, judgement.format);
  if (previous === null) return firstFacts(own.yaml.root, profile);
  if (!previous.yaml.ok) return null;
  const comparison = compareFlows(previous.yaml.root, own.yaml.root, profile);
  const { hits } = evaluateChanges(comparison, { settings: judgement.settings, allowances: allowancesOf(own.yaml) });
  const bump = requiredBump(hits);
  const graph = compareGraphs(toGraph(previous.yaml.root, profile), toGraph(own.yaml.root, profile), comparison.changes);
  const { gained, lost } = comparison.capabilities;
  return {
    requiredBump: bump,
    needs: neededVersion(previous.version, own.version, bump, judgement.prerelease),
    gained: toCapabilities(gained),
    lost: toCapabilities(lost),
    changes: toChanges(comparison, hits),
    summary: [],
    graph: hasNewShape(graph) ? nonEmpty(renderGraphText(graph)) : null,
  };
}

/** Whether the way through the flow changed. What changed inside of components is told by the list of changes. */
function hasNewShape({ nodes, edges }: ChangedGraph): boolean {
  return nodes.some(({ mark, was }) => was !== null || mark === "added" || mark === "removed") || edges.some(({ mark }) => mark !== "same");
}

function firstFacts(root: YamlNode, profile: Profile): FlowFacts {
  const graph = nonEmpty(renderGraphText(toGraph(root, profile)));
  return {
    requiredBump: null,
    needs: null,
    gained: [],
    lost: [],
    changes: [],
    summary: renderFlowSummary(summariseFlow(root, profile)),
    graph,
  };
}

function allowancesOf({ comments }: Readable): ReturnType<typeof parseAllowances>["allowances"] {
  return parseAllowances(comments).allowances;
}

function neededVersion(previous: string, own: string, bump: Bump, prerelease: readonly string[]): string | null {
  const [from, to] = [parseVersion(previous), parseVersion(own)];
  if (from === null || to === null || bump === "none" || admits(from, to, bump, prerelease)) return null;
  return nextVersion(from, bump, [], prerelease)?.version ?? null;
}

/** A line for each change; for what was added or removed whole, more only for parts that ask for a larger step than the whole. */
function toChanges({ changes }: Pick<Comparison, "changes">, hits: readonly RuleHit[]): readonly ChangeFacts[] {
  const byChange = Map.groupBy(hits, ({ change }) => change);
  const listed = (change: Change, above: number): readonly ChangeFacts[] => {
    const own = (byChange.get(change) ?? []).toSorted((a, b) => weight(b) - weight(a));
    const parts = "parts" in change ? change.parts : [];
    const heaviest = Math.max(above, weight(own[0]));
    const line = weight(own[0]) > above ? [toChange(change, own)] : [];
    return [...line, ...parts.flatMap((part) => listed(part, heaviest))];
  };
  return changes.flatMap((change) => listed(change, -1));
}

/** What a hit asks for; nothing where it is off or allowed. */
function weight(hit: RuleHit | undefined): number {
  return hit === undefined || hit.allowed !== null || hit.level === "off" ? 0 : BUMPS.indexOf(hit.bump);
}

function toChange(change: Change, hits: readonly RuleHit[]): ChangeFacts {
  const [hit] = hits;
  const allowed = hits.find((one) => one.allowed !== null)?.allowed ?? null;
  return {
    text: describeChange(change) + (allowed === null ? "" : ` (allowed: ${allowed.reason})`),
    breaking: weight(hit) === BUMPS.indexOf("major"),
    rule: hit?.rule ?? null,
    kind: change.kind,
  };
}

/** Those that the flow as a whole has now, or has no more: that another component has one too is among the changes. */
function toCapabilities(capabilities: readonly Capability[]): readonly CapabilityFacts[] {
  return capabilities.filter(({ wholly }) => wholly).map(({ kind, name }) => ({ kind, name }));
}

function nonEmpty(text: string): string | null {
  return text === "" ? null : text;
}
