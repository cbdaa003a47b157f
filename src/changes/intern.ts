import type { YamlNode } from "../registry/yaml-node.ts";

/** Gives equal values the same number, whatever the order of keys; each node is looked at once. */
export type Interner = (node: YamlNode) => number;

export function createInterner(): Interner {
  const numbers = new Map<string, number>();
  const known = new Map<YamlNode, number>();

  const idOf = (node: YamlNode): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const key = keyOf(node, idOf);
    const id = numbers.get(key) ?? numbers.size;
    numbers.set(key, id);
    known.set(node, id);
    return id;
  };
  return idOf;
}

function keyOf(node: YamlNode, idOf: Interner): string {
  const tag = node.tag === null ? "" : JSON.stringify(node.tag);
  switch (node.kind) {
    case "scalar":
      return `${typeof node.value} ${tag} ${String(node.value)}`;
    case "list":
      return `list ${tag} ${node.items.map(idOf).join()}`;
    case "map": {
      const entries = [...node.entries].map(([key, { value }]) => `${JSON.stringify(key)}:${idOf(value)}`);
      return `map ${tag} ${entries.toSorted().join()}`;
    }
  }
}
