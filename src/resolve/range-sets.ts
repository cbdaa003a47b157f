import Range from "semver/classes/range.js";
import { versionKind, versionLine } from "../model/version.ts";
import type { Comparator, SemVer } from "semver";
import type { Candidate } from "./candidate.ts";

/** How ranges are read. */
export interface PickOptions {
  /** They take prereleases too. */
  readonly prerelease: boolean;
  /** The registry's words for prereleases; all others are variants. */
  readonly words: readonly string[];
}

/** One of the alternatives of a range. */
export interface RangeSet {
  readonly comparators: readonly Comparator[];
  /** Variants that it names (`orbit`); none for nearly all ranges. */
  readonly lines: readonly string[];
  /** Prereleases that it names. */
  readonly named: readonly SemVer[];
}

/**
 * The alternatives of a range. What names a variant, and with `prerelease` everything, has the bounds that npm gives it when
 * prereleases are included: `1.x` begins with the prereleases of 1.0.0.
 */
export function readSets(range: Range, { prerelease, words }: PickOptions): readonly RangeSet[] {
  const read = (includePrerelease: boolean): readonly RangeSet[] =>
    splitRange(range, includePrerelease).map((comparators) => readSet(comparators, words));
  if (prerelease) return read(true);
  const sets = read(false);
  const plain = sets.filter(({ lines }) => lines.length === 0);
  return plain.length === sets.length ? sets : [...plain, ...read(true).filter(({ lines }) => lines.length > 0)];
}

/** The comparators of each alternative. semver's own list forgets all others beside `*`, and so the variants in them. */
function splitRange(range: Range, includePrerelease: boolean): readonly (readonly Comparator[])[] {
  if (!includePrerelease && !range.raw.includes("||")) return range.set;
  return range.raw.split("||").flatMap((alternative) => new Range(alternative, { includePrerelease }).set);
}

/** Whether a candidate within the bounds of an alternative may be picked. */
export function isEligible({ lines, named }: RangeSet, { semver, kind, yanked }: Candidate, prerelease: boolean): boolean {
  if (yanked !== null) return false;
  // Of two lines neither is the newer one.
  if (lines.length > 0) return lines.length === 1 && kind === "variant" && versionLine(semver, kind) === lines[0];
  switch (kind) {
    case "stable":
      return true;
    case "prerelease":
      return prerelease || named.some((other) => semver.compareMain(other) === 0);
    case "variant":
      return false;
  }
}

function readSet(comparators: readonly Comparator[], words: PickOptions["words"]): RangeSet {
  const named = comparators.filter(({ value }) => value.includes("-")).map(({ semver }) => semver);
  if (named.length === 0) return { comparators, lines: NONE, named: NONE };
  const lines = named.flatMap((version) => findLine(version, words) ?? []);
  return { comparators, lines: [...new Set(lines)], named };
}

const NONE: readonly never[] = [];

/** The variant that a version in a range belongs to; null for a prerelease. */
function findLine(version: SemVer, words: PickOptions["words"]): string | null {
  const word = version.prerelease[0];
  if (typeof word !== "string") return null;
  return versionKind(version, words) === "variant" ? word : null;
}
