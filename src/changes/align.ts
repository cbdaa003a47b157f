/** How the items of two lists without names belong together, by their indexes and in their order. */
export type Aligned =
  | { readonly kind: "pair"; readonly before: number; readonly after: number }
  | { readonly kind: "removed"; readonly before: number }
  | { readonly kind: "added"; readonly after: number };

/** Beyond so many comparisons, items are paired by position. */
const MOST_WORK = 250_000;

/**
 * The longest common subsequence of two lists of numbers that stand for values. Between its members, items are paired in
 * order. With `reversed` the same pairs come out when the lists are exchanged.
 */
export function align(before: readonly number[], after: readonly number[], reversed: boolean): readonly Aligned[] {
  const start = countCommon(before, after);
  const end = countCommon(before.slice(start).toReversed(), after.slice(start).toReversed());
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  const common = reversed ? findCommon(right, left).map(([a, b]) => [b, a] as const) : findCommon(left, right);
  return [
    ...range(start).map((index) => ({ kind: "pair", before: index, after: index }) as const),
    ...fillGaps(common, left.length, right.length).map((part) => shift(part, start)),
    ...range(end).map((index) => ({ kind: "pair", before: start + left.length + index, after: start + right.length + index }) as const),
  ];
}

function countCommon(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function findCommon(left: readonly number[], right: readonly number[]): readonly (readonly [number, number])[] {
  if (left.length * right.length > MOST_WORK) return [];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function fillGaps(common: readonly (readonly [number, number])[], left: number, right: number): readonly Aligned[] {
  const parts: Aligned[] = [];
  let [i, j] = [0, 0];
  for (const [nextLeft, nextRight] of [...common, [left, right] as const]) {
    for (; i < nextLeft && j < nextRight; i += 1, j += 1) parts.push({ kind: "pair", before: i, after: j });
    for (; i < nextLeft; i += 1) parts.push({ kind: "removed", before: i });
    for (; j < nextRight; j += 1) parts.push({ kind: "added", after: j });
    if (nextLeft < left && nextRight < right) parts.push({ kind: "pair", before: nextLeft, after: nextRight });
    i = nextLeft + 1;
    j = nextRight + 1;
  }
  return parts;
}

function shift(part: Aligned, by: number): Aligned {
  switch (part.kind) {
    case "pair":
      return { kind: "pair", before: part.before + by, after: part.after + by };
    case "removed":
      return { kind: "removed", before: part.before + by };
    case "added":
      return { kind: "added", after: part.after + by };
  }
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
