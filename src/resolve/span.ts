import type { Comparator, SemVer } from "semver";
import type { Candidate } from "./candidate.ts";

/** Indexes from the first to before the second; nothing where they are equal. */
export type Span = readonly [number, number];

/** The part of the candidates (lowest first) that satisfies all comparators: each cuts off one end, so that nobody has to look at all. */
export function findSpan(candidates: readonly Candidate[], comparators: readonly Comparator[]): Span {
  let [start, end] = [0, candidates.length];
  for (const { operator, semver, value } of comparators) {
    // semver's way to say "any"; there is no version to compare with then.
    if (value === "") continue;
    const equal = operator === "" || operator === "=";
    if (equal || operator === ">=") start = Math.max(start, findFirst(candidates, semver, 0));
    if (operator === ">") start = Math.max(start, findFirst(candidates, semver, 1));
    if (operator === "<") end = Math.min(end, findFirst(candidates, semver, 0));
    if (equal || operator === "<=") end = Math.min(end, findFirst(candidates, semver, 1));
  }
  return [start, Math.max(start, end)];
}

/** Index of the first candidate that is not below the version (`0`), or that is above it (`1`). */
export function findFirst(candidates: readonly Candidate[], version: SemVer, least: 0 | 1): number {
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candidates[middle]?.semver.compare(version) ?? 1) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
