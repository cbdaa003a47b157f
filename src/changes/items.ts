import type { Place } from "../model/place.ts";
import type { YamlList, YamlMap, YamlNode } from "../registry/yaml-node.ts";
import { impliedMap, textAt, textOf, valueAt } from "./nodes.ts";
import type { Collection } from "./profile.ts";

/** One named thing of a list or map. */
export interface Item {
  /** What it is matched by; several may share it. */
  readonly key: string;
  /** Told apart from the others of its list. */
  readonly name: string;
  /** What tells it apart from others with its key. */
  readonly apart: string;
  /** In its long form. */
  readonly node: YamlNode;
  /** As it stands in the document. */
  readonly written: YamlNode;
  readonly at: Place;
  /** Among the items of its list, from 0. */
  readonly index: number;
  /** The field that its name was read from. */
  readonly field: string | null;
}

type Bare = Omit<Item, "name" | "index">;

/** What items without a name are called: a slip in one of them must not hide what became of the others. */
const NO_NAME = "(no name)";

const GENERIC_KEYS = ["name", "id", "key", "title"] as const;

/** The items of a collection, in order; null for a list or map that is none. */
export function toItems(node: YamlList | YamlMap, collection: Collection): readonly Item[] | null {
  const bare = toBare(node, collection);
  return bare === null ? null : withNames(collection.by === "words" ? withoutTwins(bare) : bare);
}

function toBare(node: YamlList | YamlMap, { by, short, apart }: Collection): readonly Bare[] | null {
  if (node.kind === "map") {
    if (by === "words") return toWords(node);
    if (by !== "keys") return null;
    return [...node.entries].map(([key, { at, value }]) => ({ key, apart: "", node: value, written: value, at, field: null }));
  }
  if (by === "keys") return null;
  return node.items.flatMap((item) => (by === "words" ? toWords(item) : [toNamed(item, by, short ?? null, apart ?? [])]));
}

function toWords(item: YamlNode): readonly Bare[] {
  if (item.kind === "map")
    return [...item.entries].map(([key, { at, value }]) => {
      const node = value.kind === "scalar" && value.value === null ? impliedMap(at) : value;
      return { key, apart: "", node, written: value, at, field: null };
    });
  const key = textOf(item);
  const node = key === null ? item : { ...impliedMap(item.at), tag: item.tag };
  return [{ key: key ?? NO_NAME, apart: "", node, written: item, at: item.at, field: null }];
}

function toNamed(item: YamlNode, by: readonly string[], short: string | null, apart: readonly string[]): Bare {
  const text = textOf(item);
  if (text !== null) {
    const node = short === null ? item : lengthen(item, short);
    return { key: text, apart: "", node, written: item, at: item.at, field: short };
  }
  const field = by.find((name) => textAt(item, name) !== null) ?? null;
  const key = field === null ? null : textAt(item, field);
  const others = apart.flatMap((name) => textAt(item, name) ?? []);
  return { key: key ?? NO_NAME, apart: others.join(", "), node: item, written: item, at: item.at, field };
}

/** `x` as `{short: x}`. */
export function lengthen(item: YamlNode, short: string): YamlNode {
  return { kind: "map", tag: null, entries: new Map([[short, { at: item.at, value: item }]]), at: item.at, endLine: item.endLine };
}

function withoutTwins(items: readonly Bare[]): readonly Bare[] {
  const known = new Map<string, Bare>();
  for (const item of items) if (!known.has(item.key)) known.set(item.key, item);
  return [...known.values()];
}

function withNames(items: readonly Bare[]): readonly Item[] {
  if (new Set(items.map(({ key }) => key)).size === items.length) return items.map((item, index) => ({ ...item, name: item.key, index }));
  const shared = tally(items.map(({ key }) => key));
  const longer = items.map(({ key, apart }) => (shared.get(key) === 1 || apart === "" ? key : `${key} → ${apart}`));
  const still = tally(longer);
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const name = longer[index] ?? item.key;
    if (still.get(name) === 1) return { ...item, name, index };
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    // The first keeps its name, so that it is the same beside a twin and without one.
    return { ...item, name: count === 1 ? name : `${name} #${count}`, index };
  });
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** How two lists that no profile knows are matched: by the first key that all their items have, each with another value. */
export function guessCollection(before: YamlList, after: YamlList): Collection | null {
  const field = GENERIC_KEYS.find((key) => isDistinct(before, key) && isDistinct(after, key));
  return field === undefined || before.items.length + after.items.length === 0 ? null : { at: "", by: [field], renames: true };
}

function isDistinct({ items }: YamlList, key: string): boolean {
  const names = items.map((item) => textOf(valueAt(item, key)));
  return names.every((name) => name !== null) && new Set(names).size === names.length;
}
