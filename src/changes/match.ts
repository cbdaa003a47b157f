import type { Interner } from "./intern.ts";
import type { Item } from "./items.ts";

export interface Pair {
  readonly before: Item;
  readonly after: Item;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
}

/** What two items share that are taken for the same; null for an item that this round leaves alone. */
type KeyOf = (item: Item) => string | null;

/**
 * Matches items of the same key: equal ones first, then those with the same fields that tell them apart, then the rest in
 * order. With `byApart` also what is left under other keys, where these fields are the same and are there once.
 */
export function matchItems(before: readonly Item[], after: readonly Item[], idOf: Interner, byApart: boolean): Matched {
  const byKey: KeyOf = ({ key }) => key;
  const rounds: readonly KeyOf[] =
    isDistinct(before) && isDistinct(after)
      ? [byKey]
      : [({ key, node }) => `${idOf(node)} ${key}`, ({ key, apart }) => JSON.stringify([key, apart]), byKey];
  const named = rounds.reduce<Matched>(matchMore, { pairs: [], removed: before, added: after });
  if (!byApart) return named;
  const [gone, come] = [onlyOnce(named.removed), onlyOnce(named.added)];
  return matchMore(named, ({ apart }) => (gone.has(apart) && come.has(apart) ? apart : null));
}

function isDistinct(items: readonly Item[]): boolean {
  return new Set(items.map(({ key }) => key)).size === items.length;
}

function onlyOnce(items: readonly Item[]): ReadonlySet<string> {
  return new Set([...Map.groupBy(items, ({ apart }) => apart)].filter(([, { length }]) => length === 1).map(([apart]) => apart));
}

function matchMore({ pairs, removed, added }: Matched, keyOf: KeyOf): Matched {
  const waiting = new Map<string, { readonly items: Item[]; next: number }>();
  for (const item of removed) {
    const key = keyOf(item);
    if (key === null) continue;
    const queue = waiting.get(key);
    if (queue === undefined) waiting.set(key, { items: [item], next: 0 });
    else queue.items.push(item);
  }
  const found: Pair[] = [];
  const taken = new Set<Item>();
  for (const item of added) {
    const key = keyOf(item);
    const queue = key === null ? undefined : waiting.get(key);
    const first = queue?.items[queue.next];
    if (queue === undefined || first === undefined) continue;
    queue.next += 1;
    found.push({ before: first, after: item });
    taken.add(first).add(item);
  }
  return {
    pairs: [...pairs, ...found],
    removed: removed.filter((item) => !taken.has(item)),
    added: added.filter((item) => !taken.has(item)),
  };
}

/** Pairs and additions as in the newer list, removals after what they came after. */
export type Ordered =
  | { readonly kind: "pair"; readonly pair: Pair }
  | { readonly kind: "removed"; readonly item: Item }
  | { readonly kind: "added"; readonly item: Item };

export function inNewerOrder({ pairs, removed, added }: Matched): readonly Ordered[] {
  const kept = pairs.toSorted((a, b) => a.before.index - b.before.index);
  const after = new Map<number, Ordered[]>();
  let next = 0;
  let anchor = -1;
  for (const item of removed) {
    for (let pair = kept[next]; pair !== undefined && pair.before.index < item.index; pair = kept[next]) {
      anchor = pair.after.index;
      next += 1;
    }
    const list = after.get(anchor) ?? [];
    list.push({ kind: "removed", item });
    after.set(anchor, list);
  }
  const here = [
    ...pairs.map((pair) => ({ index: pair.after.index, part: { kind: "pair", pair } as const })),
    ...added.map((item) => ({ index: item.index, part: { kind: "added", item } as const })),
  ].toSorted((a, b) => a.index - b.index);
  return [...(after.get(-1) ?? []), ...here.flatMap(({ index, part }) => [part, ...(after.get(index) ?? [])])];
}

/** The pairs that were moved: all but the longest run of pairs that kept their order. */
export function findMoved(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const inOrder = pairs.toSorted((a, b) => a.after.index - b.after.index);
  const previous = new Map<Pair, Pair | undefined>();
  const tails: Pair[] = [];
  for (const pair of inOrder) {
    const at = lowerBound(tails, pair.before.index);
    previous.set(pair, tails[at - 1]);
    tails[at] = pair;
  }
  const moved = new Set(inOrder);
  for (let pair = tails.at(-1); pair !== undefined; pair = previous.get(pair)) moved.delete(pair);
  return moved;
}

function lowerBound(tails: readonly Pair[], index: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tails[middle]?.before.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
