import { Range, subset } from "semver";

/** Longer ones are none; they would only cost time. */
const LONGEST = 200;

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
  if (text.length > LONGEST) return null;
  try {
    return new Range(toNpm(text));
  } catch {
    return null;
  }
}

/** `~=1.2` is anything from 1.2 on below 2, `~=1.2.3` below 1.3; see PEP 440. */
function toNpm(text: string): string {
  return text
    .split(",")
    .map((part) =>
      part
        .trim()
        .replace(/^~=\s*(\d+)\.(\d+)$/, "^$1.$2")
        .replace(/^~=\s*/, "~")
        .replace(/^===?\s*/, "="),
    )
    .join(" ");
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
