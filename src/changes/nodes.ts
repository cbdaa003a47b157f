import type { Place } from "../model/place.ts";
import type { Scalar, YamlNode } from "../registry/yaml-node.ts";
import type { Shown } from "./change.ts";

/** A value without its places; what `JSON.parse` gives has the same shape. */
export type Plain = Scalar | readonly Plain[] | { readonly [key: string]: Plain };

export function valueAt(node: YamlNode, key: string): YamlNode | null {
  return node.kind === "map" ? (node.entries.get(key)?.value ?? null) : null;
}

/** Null is as good as nothing. */
export function isMissing(node: YamlNode | null): boolean {
  return node === null || (node.kind === "scalar" && node.value === null && node.tag === null);
}

/** A scalar as text; null for what is no scalar, and for null. */
export function textOf(node: YamlNode | null): string | null {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : null;
}

/** Text of the value below a map's keys, `condition.input` for instance; null where there is none. */
export function textAt(node: YamlNode, keys: string): string | null {
  let at: YamlNode | null = node;
  for (const key of keys.split(".")) at = at === null ? null : valueAt(at, key);
  return textOf(at);
}

export function toShown(node: YamlNode): Shown {
  switch (node.kind) {
    case "scalar":
      return { kind: "scalar", value: node.value };
    case "list":
      return { kind: "list", size: node.items.length };
    case "map":
      return { kind: "map", size: node.entries.size };
  }
}

export function toPlain(node: YamlNode): Plain {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toPlain);
    case "map":
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, toPlain(value)]));
  }
}

/** A value that the document does not spell out, at the place it would belong to. */
export function impliedScalar(value: Scalar, at: Place): YamlNode {
  return { kind: "scalar", value, tag: null, at, endLine: at.line };
}

export function impliedList(names: readonly string[], at: Place): YamlNode {
  return { kind: "list", tag: null, items: names.map((name) => impliedScalar(name, at)), at, endLine: at.line };
}

export function impliedMap(at: Place): YamlNode {
  return { kind: "map", tag: null, entries: new Map(), at, endLine: at.line };
}
