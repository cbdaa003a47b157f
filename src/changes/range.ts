import { Range, subset } from "semver";
import { toNpmRange } from "../resolve/npm-range.ts";

/**
 * True when a range takes only what the old one took, or moves along the same caret line, such as `^1.0.0` and `^1.2.0`.
 * Poetry's spellings are read too. A range that cannot be read is never within.
 */
export function isWithin(older: string, newer: string): boolean {
  const [before, after] = [readRange(older), readRange(newer)];
  if (before === null || after === null) return false;
  return subset(after, before, { includePrerelease: true }) || hasSameLine(before, after);
}

function readRange(text: string): Range | null {
  const npm = toNpmRange(text.trim());
  if (npm.kind === "refused") return null;
  try {
    return new Range(npm.text);
  } catch {
    return null;
  }
}

function hasSameLine(before: Range, after: Range): boolean {
  const [old, now] = [upperBound(before), upperBound(after)];
  return old !== null && old === now;
}

function upperBound({ set, raw }: Range): string | null {
  const [comparators] = set;
  if (set.length !== 1 || comparators === undefined || !raw.startsWith("^")) return null;
  return comparators.map(String).find((text) => text.startsWith("<")) ?? null;
}
