import type { Place } from "../model/place.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import type { DocumentPath, Step } from "./change.ts";
import { toItems } from "./items.ts";
import { capture, isWildcard, matchesPath, parsePattern, type Captured, type Pattern } from "./pattern.ts";
import type { Collection, PlaceMeaning, Profile } from "./profile.ts";

/** A value of a document and where it stands. */
export interface Found {
  readonly path: DocumentPath;
  readonly node: YamlNode;
  readonly at: Place;
  /** What it stands in, from the document down. */
  readonly above: readonly YamlNode[];
}

/** Reads documents as a profile tells. */
export interface Reader {
  readonly meaningAt: (path: DocumentPath) => (Captured & { readonly place: PlaceMeaning }) | null;
  readonly collectionAt: (path: DocumentPath) => Collection | null;
  /** What stands right below a value. */
  readonly childrenOf: (found: Found) => readonly Found[];
  /** All values at places of a pattern, in the document's order. */
  readonly select: (root: YamlNode, pattern: string) => readonly Found[];
}

export function createReader({ meanings, collections }: Pick<Profile, "meanings" | "collections">): Reader {
  const places = byFirstKey(meanings);
  const lists = byFirstKey(collections);

  const collectionAt = (path: DocumentPath): Collection | null => candidates(lists, path).find(fits(path))?.value ?? null;

  const childrenOf = ({ path, node, above }: Found): readonly Found[] => {
    const below = (step: Step, child: YamlNode, at: Place): Found => ({ path: [...path, step], node: child, at, above: [...above, node] });
    switch (node.kind) {
      case "scalar":
        return [];
      case "map":
        return [...node.entries].map(([key, { at, value }]) => below({ kind: "key", key }, value, at));
      case "list": {
        const collection = collectionAt(path);
        const items = collection === null ? null : toItems(node, collection);
        if (items === null) return node.items.map((item, index) => below({ kind: "index", index }, item, item.at));
        return items.map((item) => below({ kind: "item", name: item.name }, item.node, item.at));
      }
    }
  };

  return {
    meaningAt: (path) => {
      const found = candidates(places, path).find(fits(path));
      return found === undefined ? null : { place: found.value, ...capture(found.pattern, path) };
    },
    collectionAt,
    childrenOf,
    select: (root, text) =>
      parsePattern(text).segments.reduce<readonly Found[]>(
        (found, segment) => found.flatMap((one) => selectBelow(one, segment, childrenOf)),
        [toFound(root)],
      ),
  };
}

function selectBelow(found: Found, segment: string, childrenOf: Reader["childrenOf"]): readonly Found[] {
  const { path, node, above } = found;
  if (isWildcard(segment)) return childrenOf(found);
  const entry = node.kind === "map" ? node.entries.get(segment) : undefined;
  if (entry === undefined) return [];
  return [{ path: [...path, { kind: "key", key: segment }], node: entry.value, at: entry.at, above: [...above, node] }];
}

export function toFound(root: YamlNode): Found {
  return { path: [], node: root, at: root.at, above: [] };
}

interface Known<T> {
  readonly value: T;
  readonly pattern: Pattern;
}

function byFirstKey<T extends { readonly at: string }>(values: readonly T[]): ReadonlyMap<string, readonly Known<T>[]> {
  const known = values.map((value) => ({ value, pattern: parsePattern(value.at) }));
  return Map.groupBy(known, ({ pattern }) => pattern.segments[0] ?? "");
}

function candidates<T>(known: ReadonlyMap<string, readonly Known<T>[]>, [first]: DocumentPath): readonly Known<T>[] {
  return first?.kind === "key" ? (known.get(first.key) ?? []) : [];
}

function fits(path: DocumentPath): (known: { readonly pattern: Pattern }) => boolean {
  return ({ pattern }) => matchesPath(pattern, path);
}
