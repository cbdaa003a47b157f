import { isAlias, isMap, isScalar, type Alias, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { MAX_DEPTH, TOO_DEEP, type Found } from "./compose-yaml.ts";
import type { TextPlaces } from "./text-places.ts";
import type { YamlEntry, YamlMap, YamlNode } from "./yaml-node.ts";

/** So many values a flow may have, each counted as often as aliases and merge keys repeat it. */
const MAX_VALUES = 100_000;

const TOO_MANY = `The file has more than ${MAX_VALUES} values, each counted as often as aliases repeat it`;

export type BuiltTree =
  | { readonly ok: true; readonly root: YamlNode; /** The first merge key. */ readonly merge: Found | null }
  | { readonly ok: false; readonly fault: Found };

/** A node, and what has to be known about it where it is used. */
interface Built {
  readonly node: YamlNode;
  /** The values below it; shared ones count each time. */
  readonly values: number;
  /** Levels of lists and maps, its own included. */
  readonly depth: number;
  /** Where it ends as it is written here: an alias ends in its own line. */
  readonly endLine: number;
  /** What it says as a key; null for lists and maps. */
  readonly key: string | null;
}

interface Walk {
  readonly text: string;
  readonly places: TextPlaces;
  /** What each anchor names at this point of the text; null while that is being built. */
  readonly anchors: Map<string, Built | null>;
  merge: Found | null;
  /** Entries that merge keys copied. */
  copied: number;
  fault: Found | null;
}

/**
 * Our tree of the library's: aliases are what they stand for, merge keys are merged (own keys win, then earlier maps).
 * Takes linear time; refuses what would be unbounded when it is unfolded.
 */
export function buildTree(contents: ParsedNode | null, text: string, places: TextPlaces): BuiltTree {
  const walk: Walk = { text, places, anchors: new Map(), merge: null, copied: 0, fault: null };
  const built = contents === null ? toNull(walk, text.length) : build(walk, contents, 1);
  if (built === null || walk.fault !== null) return { ok: false, fault: walk.fault ?? { offset: 0, message: "The file cannot be read" } };
  return { ok: true, root: built.node, merge: walk.merge };
}

/** `level` counts from 1; null after a fault. */
function build(walk: Walk, source: ParsedNode, level: number): Built | null {
  if (isAlias(source)) return findAnchor(walk, source, level);
  const { anchor } = source;
  if (anchor !== undefined) walk.anchors.set(anchor, null);
  let built: Built | null;
  if (isScalar(source)) built = toScalar(walk, source);
  else if (level > MAX_DEPTH) built = fail(walk, source.range[0], TOO_DEEP);
  else built = isMap(source) ? toMap(walk, source, level) : toList(walk, source, level);
  if (anchor !== undefined) walk.anchors.set(anchor, built);
  return built;
}

function fail(walk: Walk, offset: number, message: string): null {
  walk.fault ??= { offset, message };
  return null;
}

function findAnchor(walk: Walk, { source, range }: Alias.Parsed, level: number): Built | null {
  const [offset] = range;
  const target = walk.anchors.get(source);
  if (target === undefined) return fail(walk, offset, `The alias *${source} has no anchor before it`);
  if (target === null) return fail(walk, offset, `The alias *${source} stands within what it names`);
  if (level + target.depth - 1 > MAX_DEPTH) return fail(walk, offset, TOO_DEEP);
  return { ...target, endLine: walk.places.lineOf(offset) };
}

function toNull({ places }: Walk, offset: number): Built {
  const at = places.placeOf(offset);
  return { node: { kind: "scalar", value: null, tag: null, at, endLine: at.line }, values: 0, depth: 0, endLine: at.line, key: "" };
}

function toScalar({ text, places }: Walk, scalar: Scalar.Parsed): Built {
  const { range, value, source } = scalar;
  const at = places.placeOf(range[0]);
  let end = range[1] - 1;
  // A block's value has the line ends that follow it.
  while (end > range[0] && text.charCodeAt(end) <= 32) end -= 1;
  const endLine = end > range[0] ? places.lineOf(end) : at.line;
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
  const node: YamlNode = { kind: "scalar", value: known ? value : source, tag: toScalarTag(scalar), at, endLine };
  return { node, values: 0, depth: 0, endLine, key: source };
}

const CORE = "tag:yaml.org,2002:";

/** YAML's own tags are used up by making the value, unless the value is not of their kind. */
function toScalarTag({ tag, value }: Scalar.Parsed): string | null {
  if (tag === undefined || tag === "!") return null;
  const fits =
    (tag === `${CORE}str` && typeof value === "string") ||
    ((tag === `${CORE}int` || tag === `${CORE}float`) && typeof value === "number") ||
    (tag === `${CORE}bool` && typeof value === "boolean") ||
    (tag === `${CORE}null` && value === null);
  return fits ? null : tag;
}

function toCollectionTag(tag: string | undefined, own: "map" | "seq"): string | null {
  return tag === undefined || tag === "!" || tag === CORE + own ? null : tag;
}

function toList(walk: Walk, { items: sources, range, flow, tag }: YAMLSeq.Parsed, level: number): Built | null {
  const at = walk.places.placeOf(range[0]);
  const items: YamlNode[] = [];
  let [values, depth, endLine] = [0, 0, at.line];
  for (const source of sources) {
    const item = build(walk, source, level + 1);
    if (item === null) return null;
    items.push(item.node);
    values += 1 + item.values;
    depth = Math.max(depth, item.depth);
    endLine = item.endLine;
    if (values > MAX_VALUES) return fail(walk, source.range[0], TOO_MANY);
  }
  if (flow === true) endLine = walk.places.lineOf(range[1] - 1);
  const node: YamlNode = { kind: "list", tag: toCollectionTag(tag, "seq"), items, at, endLine };
  return { node, values, depth: depth + 1, endLine, key: null };
}

function toMap(walk: Walk, { items, range, flow, tag }: YAMLMap.Parsed, level: number): Built | null {
  const at = walk.places.placeOf(range[0]);
  const entries = new Map<string, YamlEntry>();
  const merged: YamlMap[] = [];
  let [values, depth, endLine] = [0, 0, at.line];
  for (const { key: keySource, value: valueSource } of items) {
    const [offset] = keySource.range;
    const isMerge = isMergeKey(keySource);
    const key = isMerge ? null : toKey(walk, keySource, level);
    if (walk.fault !== null) return null;
    const twin = key === null ? undefined : entries.get(key);
    if (twin !== undefined) {
      return fail(walk, offset, `The key ${JSON.stringify(key)} is there twice; the first one is in line ${twin.at.line}`);
    }
    const value = valueSource === null ? toNull(walk, keySource.range[1]) : build(walk, valueSource, isMerge ? level : level + 1);
    if (value === null) return null;
    if (key !== null) entries.set(key, { at: walk.places.placeOf(offset), value: value.node });
    else if (!addMerged(value.node, merged)) return fail(walk, (valueSource ?? keySource).range[0], "Only maps can be merged with <<");
    if (isMerge) walk.merge ??= { offset, message: "The merge key << is not merged by readers of YAML 1.2" };
    // What is merged comes up by the level of its map, or of its list of maps.
    const lifted = isMerge ? (value.node.kind === "list" ? 2 : 1) : 0;
    values += 1 + value.values;
    depth = Math.max(depth, value.depth - lifted);
    endLine = value.endLine;
    if (values > MAX_VALUES) return fail(walk, offset, TOO_MANY);
  }
  for (const source of merged) {
    walk.copied += source.entries.size;
    if (walk.copied > MAX_VALUES) return fail(walk, range[0], TOO_MANY);
    for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry);
  }
  if (flow === true) endLine = walk.places.lineOf(range[1] - 1);
  const node: YamlNode = { kind: "map", tag: toCollectionTag(tag, "map"), entries, at, endLine };
  return { node, values, depth: depth + 1, endLine, key: null };
}

function isMergeKey(source: ParsedNode): boolean {
  return isScalar(source) && source.source === "<<" && source.type === "PLAIN" && source.tag === undefined;
}

/** Numbers and the like are keys as they are written, `1.10` and `on` among them. */
function toKey(walk: Walk, source: ParsedNode, level: number): string | null {
  const built = build(walk, source, level);
  if (built === null) return null;
  if (built.key === null) return fail(walk, source.range[0], "A key must be text, and this one is a list or a map");
  if (built.node.tag !== null) return fail(walk, source.range[0], `A key must be text, and this one has the tag ${built.node.tag}`);
  return built.key;
}

/** False when it is neither a map nor a list of maps. */
function addMerged(node: YamlNode, merged: YamlMap[]): boolean {
  const maps = node.kind === "list" ? node.items : [node];
  for (const map of maps) {
    if (map.kind !== "map") return false;
    merged.push(map);
  }
  return true;
}
