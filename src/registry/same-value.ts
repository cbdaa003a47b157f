import type { YamlList, YamlMap, YamlNode } from "./yaml-node.ts";

/**
 * Whether two trees say the same: tags count, places and the order of a map's keys do not, and a shared node equals
 * its copies. Two nodes are compared once, however often they are shared.
 */
export function sameValue(a: YamlNode, b: YamlNode): boolean {
  return isSame(a, b, new Map());
}

/** Pairs of lists and maps that are equal; one unequal pair ends everything. */
type Known = Map<YamlNode, Set<YamlNode>>;

function isSame(a: YamlNode, b: YamlNode, known: Known): boolean {
  if (a === b) return true;
  if (a.tag !== b.tag) return false;
  if (a.kind === "scalar") return b.kind === "scalar" && (a.value === b.value || Object.is(a.value, b.value));
  const partners = known.get(a);
  if (partners?.has(b) === true) return true;
  const same = a.kind === "list" ? b.kind === "list" && isSameList(a, b, known) : b.kind === "map" && isSameMap(a, b, known);
  if (same) known.set(a, (partners ?? new Set()).add(b));
  return same;
}

function isSameList(a: YamlList, b: YamlList, known: Known): boolean {
  return (
    a.items.length === b.items.length &&
    a.items.every((item, index) => {
      const other = b.items[index];
      return other !== undefined && isSame(item, other, known);
    })
  );
}

function isSameMap(a: YamlMap, b: YamlMap, known: Known): boolean {
  if (a.entries.size !== b.entries.size) return false;
  for (const [key, { value }] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined || !isSame(value, other.value, known)) return false;
  }
  return true;
}
