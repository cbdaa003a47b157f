import type { Place } from "../model/place.ts";
import type { YamlList, YamlMap, YamlNode } from "../registry/yaml-node.ts";
import { align } from "./align.ts";
import type { Change, DocumentPath, Step } from "./change.ts";
import { compareFieldNodes, compareSchemaNodes } from "./definitions.ts";
import type { Interner } from "./intern.ts";
import { guessCollection, lengthen, toItems, type Item } from "./items.ts";
import { findMoved, inNewerOrder, matchItems, type Pair } from "./match.ts";
import { impliedList, impliedMap, impliedScalar, isMissing, textOf, toPlain, toShown } from "./nodes.ts";
import { toFound, type Found, type Reader } from "./places.ts";
import type { Collection, PlaceMeaning } from "./profile.ts";
import type { Tell } from "./tell.ts";

/** What a comparison needs everywhere. */
export interface Walk {
  readonly reader: Reader;
  readonly idOf: Interner;
  readonly tell: Tell;
  /** The pairs of a collection's leftovers that are the same under another name. */
  readonly renamesOf: (collection: Collection, path: DocumentPath, removed: readonly Item[], added: readonly Item[]) => readonly Pair[];
  /** The value as its document has it. */
  readonly originalOf: (node: YamlNode) => YamlNode;
}

/** A value in both documents. */
interface Both {
  readonly before: Found;
  readonly after: Found;
}

export function compareDocuments(before: YamlNode, after: YamlNode, walk: Walk): readonly Change[] {
  return compareValues({ before: toFound(before), after: toFound(after) }, walk);
}

function compareValues(given: Both, walk: Walk): readonly Change[] {
  if (walk.idOf(given.before.node) === walk.idOf(given.after.node)) return [];
  const place = walk.reader.meaningAt(given.after.path)?.place;
  const both = spellOut(given, place);
  const { before, after } = both;
  if (walk.idOf(before.node) === walk.idOf(after.node)) return [];
  const whole = place?.compare === undefined ? null : compareWhole(both, place.compare, walk);
  if (whole !== null) return whole;
  if (before.node.tag === after.node.tag) {
    const collection = walk.reader.collectionAt(after.path);
    if (collection !== null) return compareCollections(both, collection, walk);
    if (before.node.kind === "map" && after.node.kind === "map") return compareMaps(both, before.node, after.node, walk);
    if (before.node.kind === "list" && after.node.kind === "list") return compareLists(both, before.node, after.node, walk);
  }
  if (place?.named === "by-value") return [removed(before, after.at, walk), added(after, walk)];
  return [changed(both, walk), ...partsLost(before, after.at, walk), ...partsGained(after, walk)];
}

function changed({ before, after }: Both, walk: Walk): Change {
  const [from, to] = [toShown(walk.originalOf(before.node)), toShown(after.node)];
  return { kind: "changed", path: after.path, meaning: walk.tell(before, after), before: before.at, after: after.at, from, to };
}

/** In long forms, where one of the two has that, and with what a value that says nothing stands for. */
function spellOut({ before, after }: Both, place: PlaceMeaning | undefined): Both {
  const { absent, short } = place ?? {};
  const isLong = before.node.kind === "map" || after.node.kind === "map";
  const spell = (found: Found): Found => {
    const { node, at } = found;
    if (absent !== undefined && isMissing(node)) return { ...found, node: impliedScalar(absent, at) };
    return short !== undefined && isLong && textOf(node) !== null ? { ...found, node: lengthen(node, short) } : found;
  };
  return { before: spell(before), after: spell(after) };
}

/** A list or map that a profile knows. Null is as good as none; what is no such list has no items, and is a change of its own. */
function compareCollections(both: Both, collection: Collection, walk: Walk): readonly Change[] {
  const itemsOf = ({ node, at }: Found): readonly Item[] | null => {
    const list = isMissing(node) ? (collection.by === "keys" ? impliedMap(at) : impliedList(absentOf(collection), at)) : node;
    return list.kind === "scalar" ? null : toItems(list, collection);
  };
  const [old, now] = [itemsOf(both.before), itemsOf(both.after)];
  const hasAll = (items: readonly Item[]): boolean => collection.absent !== undefined && items.some(({ key }) => key === collection.absent);
  // Who has everything neither gains nor loses what is named besides.
  const named = (items: readonly Item[], others: readonly Item[]): readonly Item[] =>
    hasAll(others) ? items.filter(({ key }) => key === collection.absent) : items;
  const items = compareItems(both, named(old ?? [], now ?? []), named(now ?? [], old ?? []), collection, walk);
  return old === null || now === null ? [...items, changed(both, walk)] : items;
}

function absentOf({ absent }: Collection): readonly string[] {
  return absent === undefined ? [] : [absent];
}

function compareWhole({ before, after }: Both, how: "schema" | "fields", walk: Walk): readonly Change[] | null {
  const definitions = {
    before: before.node,
    after: after.node,
    paths: { before: before.path, after: after.path },
    meaning: walk.tell(before, after),
  };
  return how === "schema" ? compareSchemaNodes(definitions) : compareFieldNodes(definitions);
}

function compareMaps(both: Both, before: YamlMap, after: YamlMap, walk: Walk): readonly Change[] {
  const collection: Collection = { at: "", by: "keys" };
  return compareItems(both, toItems(before, collection) ?? [], toItems(after, collection) ?? [], collection, walk);
}

function compareLists(both: Both, before: YamlList, after: YamlList, walk: Walk): readonly Change[] {
  const collection = guessCollection(before, after);
  if (collection === null) return compareInOrder(both, before, after, walk);
  return compareItems(both, toItems(before, collection) ?? [], toItems(after, collection) ?? [], collection, walk);
}

function compareItems(both: Both, old: readonly Item[], now: readonly Item[], collection: Collection, walk: Walk): readonly Change[] {
  const { before, after } = both;
  const matched = matchItems(old, now, walk.idOf, collection.pairsApart === true);
  const renamed = new Set(collection.renames === true ? walk.renamesOf(collection, before.path, matched.removed, matched.added) : []);
  const taken = new Set([...renamed].flatMap((pair) => [pair.before, pair.after]));
  const pairs = [...matched.pairs, ...renamed];
  const moved = collection.ordered === true ? findMoved(pairs) : new Set<Pair>();
  const isMap = collection.by === "keys";
  const order = inNewerOrder({
    pairs,
    removed: matched.removed.filter((item) => !taken.has(item)),
    added: matched.added.filter((item) => !taken.has(item)),
  });

  return order.flatMap((part): readonly Change[] => {
    switch (part.kind) {
      case "pair": {
        const pair = { before: toChild(before, part.pair.before, isMap), after: toChild(after, part.pair.after, isMap) };
        const common = { path: pair.after.path, before: pair.before.at, after: pair.after.at };
        const changes: Change[] = [];
        if (renamed.has(part.pair))
          changes.push({
            ...common,
            kind: "renamed",
            meaning: walk.tell(pair.before, pair.after),
            from: part.pair.before.name,
            to: part.pair.after.name,
          });
        if (moved.has(part.pair))
          changes.push({
            ...common,
            kind: "moved",
            meaning: walk.tell(pair.before, pair.after),
            from: part.pair.before.index,
            to: part.pair.after.index,
          });
        return [...changes, ...compareValues(renamed.has(part.pair) ? withoutNames(pair, part.pair) : pair, walk)];
      }
      case "removed": {
        const child = toChild(before, part.item, isMap);
        const implied = isMap ? imply(child, after.at, walk.reader) : null;
        if (implied !== null) return compareValues({ before: child, after: { ...implied, above: [...after.above, after.node] } }, walk);
        return [removed(child, after.at, walk, part.item.written)];
      }
      case "added": {
        const child = toChild(after, part.item, isMap);
        const implied = isMap ? imply(child, before.at, walk.reader) : null;
        if (implied !== null) return compareValues({ before: { ...implied, above: [...before.above, before.node] }, after: child }, walk);
        return [added(child, walk, part.item.written)];
      }
    }
  });
}

function toChild({ path, node, above }: Found, { name, node: child, at }: Item, isMap: boolean): Found {
  const step: Step = isMap ? { kind: "key", key: name } : { kind: "item", name };
  return { path: [...path, step], node: child, at, above: [...above, node] };
}

/** What a value that the other document lacks stands against: as good as nothing. */
function imply(child: Found, at: Place, { collectionAt, meaningAt }: Reader): Found | null {
  const absent = meaningAt(child.path)?.place.absent;
  if (absent === undefined && collectionAt(child.path) === null) return null;
  return { ...child, node: impliedScalar(absent ?? null, at), at };
}

/** A renamed pair without the fields that its names stand in. */
function withoutNames(both: Both, pair: Pair): Both {
  const without = (found: Found, field: string | null): Found => {
    if (field === null || found.node.kind !== "map") return found;
    return { ...found, node: { ...found.node, entries: new Map([...found.node.entries].filter(([key]) => key !== field)) } };
  };
  return { before: without(both.before, pair.before.field), after: without(both.after, pair.after.field) };
}

function compareInOrder({ before, after }: Both, old: YamlList, now: YamlList, walk: Walk): readonly Change[] {
  const [left, right] = [old.items.map(walk.idOf), now.items.map(walk.idOf)];
  const child = (found: Found, index: number, item: YamlNode): Found => ({
    path: [...found.path, { kind: "index", index }],
    node: item,
    at: item.at,
    above: [...found.above, found.node],
  });
  return align(left, right, isReversed(old, now, walk.idOf)).flatMap((part): readonly Change[] => {
    const was = part.kind === "added" ? undefined : old.items[part.before];
    const is = part.kind === "removed" ? undefined : now.items[part.after];
    if (part.kind === "pair" && was !== undefined && is !== undefined)
      return compareValues({ before: child(before, part.before, was), after: child(after, part.after, is) }, walk);
    if (part.kind === "removed" && was !== undefined) return [removed(child(before, part.before, was), after.at, walk)];
    return part.kind === "added" && is !== undefined ? [added(child(after, part.after, is), walk)] : [];
  });
}

/** The same answer for two lists in either order is "no" and "yes": so equal choices are made whichever is the older one. */
function isReversed(old: YamlList, now: YamlList, idOf: Interner): boolean {
  if (old.items.length !== now.items.length) return old.items.length > now.items.length;
  const [left, right] = old.items.flatMap((item, index) => {
    const other = now.items[index];
    return other === undefined || idOf(item) === idOf(other) ? [] : [item, other];
  });
  return left !== undefined && right !== undefined && JSON.stringify(toPlain(left)) > JSON.stringify(toPlain(right));
}

function added(found: Found, walk: Walk, written = found.node): Change {
  const { path, at } = found;
  const meaning = walk.tell(null, found);
  return {
    kind: "added",
    path,
    meaning,
    before: null,
    after: at,
    value: toShown(walk.originalOf(written)),
    parts: partsGained(found, walk),
  };
}

/** `from`: the place of what it was removed from, in the newer document. */
function removed(found: Found, from: Place, walk: Walk, written = found.node): Change {
  const { path, at } = found;
  const meaning = walk.tell(found, null);
  const parts = partsLost(found, from, walk);
  return { kind: "removed", path, meaning, before: at, after: from, value: toShown(walk.originalOf(written)), parts };
}

function partsGained(found: Found, walk: Walk): readonly Change[] {
  return partsOf(found, walk).map((part) => added(part, walk));
}

function partsLost(found: Found, from: Place, walk: Walk): readonly Change[] {
  return partsOf(found, walk).map((part) => removed(part, from, walk));
}

/** The nearest values inside that count on their own. */
function partsOf(found: Found, walk: Walk): readonly Found[] {
  return walk.reader
    .childrenOf(found)
    .flatMap((child) => (walk.reader.meaningAt(child.path)?.place.part === true ? [child] : partsOf(child, walk)));
}
