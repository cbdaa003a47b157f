import { distance } from "fastest-levenshtein";
import type { YamlNode } from "../registry/yaml-node.ts";
import type { Item } from "./items.ts";
import type { Pair } from "./match.ts";

/** What a value says, one line or scalar a feature; the order of lists does not count. */
interface Features {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Bounds of the work, for documents that were made to be slow. */
const MOST_FEATURES = 2000;
const MOST_PAIRS = 1000;
const LONGEST_NAME = 100;

/** From so alike on it is the same thing under another name, and so much more alike than all others it has to be. */
const ALIKE = 0.7;
const CLEARLY = 0.05;

/** Values that say so little are alike by chance: then the names have to be, too. */
const TELLING = 8;
const MOST_OF_CONTENT = 0.9;

/** What is known of two items besides what they say. */
export type Known = "same" | "used alike" | "different" | "nothing";

/**
 * One to one; what two others are alike by about as much is left as removed and added. Does not depend on the order of items.
 * Between items that are used alike, names do not count.
 */
export function findRenames(
  removed: readonly Item[],
  added: readonly Item[],
  knownOf: (before: Item, after: Item) => Known = () => "nothing",
): readonly Pair[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const gone = removed.map((item) => ({ item, features: toFeatures(item.node, item.field) }));
  const come = added.map((item) => ({ item, features: toFeatures(item.node, item.field) }));
  const candidates = gone
    .flatMap((a) => come.map((b) => ({ before: a.item, after: b.item, score: score(a, b, knownOf(a.item, b.item)) })))
    .filter(({ score }) => score >= ALIKE - CLEARLY)
    .toSorted((a, b) => b.score - a.score);
  const taken = new Set<Item>();
  const pairs: Pair[] = [];
  for (const candidate of candidates) {
    const { before, after, score } = candidate;
    if (score < ALIKE || taken.has(before) || taken.has(after)) continue;
    const rival = candidates.find(
      (other) =>
        other !== candidate && (other.before === before || other.after === after) && !taken.has(other.before) && !taken.has(other.after),
    );
    if (rival !== undefined && rival.score > score - CLEARLY) continue;
    taken.add(before).add(after);
    pairs.push({ before, after });
  }
  return pairs;
}

interface Featured {
  readonly item: Item;
  readonly features: Features;
}

function score(a: Featured, b: Featured, known: Known): number {
  switch (known) {
    case "same":
      return 1;
    case "used alike":
      return Math.max(likeness(a, b), overlap(a.features, b.features));
    case "different":
      return 0;
    case "nothing":
      return likeness(a, b);
  }
}

/** From 0 to 1; the more there is to compare, the less the names count. */
function likeness(a: Featured, b: Featured): number {
  const smaller = Math.min(a.features.total, b.features.total);
  const share = Math.min(MOST_OF_CONTENT, smaller / TELLING);
  return share * overlap(a.features, b.features) + (1 - share) * nameLikeness(a.item.key, b.item.key);
}

function overlap(a: Features, b: Features): number {
  if (a.total + b.total === 0) return 1;
  let common = 0;
  for (const [feature, weight] of a.weights) common += Math.min(weight, b.weights.get(feature) ?? 0);
  return (2 * common) / (a.total + b.total);
}

function nameLikeness(a: string, b: string): number {
  const [left, right] = [a.slice(0, LONGEST_NAME), b.slice(0, LONGEST_NAME)];
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 1 : 1 - distance(left, right) / longer;
}

function toFeatures(root: YamlNode, skip: string | null): Features {
  const weights = new Map<string, number>();
  let total = 0;
  const add = (feature: string, weight: number): void => {
    weights.set(feature, (weights.get(feature) ?? 0) + weight);
    total += weight;
  };
  const visit = (node: YamlNode, path: string): void => {
    if (weights.size >= MOST_FEATURES) return;
    switch (node.kind) {
      case "scalar":
        for (const line of String(node.value).split("\n")) if (line.trim() !== "") add(`${path} ${line.trim()}`, weigh(line));
        return;
      case "list":
        for (const item of node.items) visit(item, path);
        return;
      case "map":
        for (const [key, { value }] of node.entries) if (path !== "" || key !== skip) visit(value, `${path}.${key}`);
    }
  };
  visit(root, "");
  return { weights, total };
}

/** Long texts are hardly the same by chance. */
function weigh(line: string): number {
  return 1 + Math.min(3, Math.floor(line.length / 20));
}
