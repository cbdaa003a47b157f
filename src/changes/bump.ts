import { compare, type SemVer } from "semver";
import { BUMPS, type Bump } from "../model/rule.ts";
import { versionKind, versionLine } from "../model/version.ts";

/** The largest of them; `none` of none. */
export function largestBump(bumps: readonly Bump[]): Bump {
  return bumps.reduce<Bump>((largest, bump) => (BUMPS.indexOf(bump) > BUMPS.indexOf(largest) ? bump : largest), "none");
}

/** A number of a flow: its line, and whether anything is promised once it is out. */
export interface Place {
  readonly line: string;
  /** A prerelease, or a variant with more after its name, such as `2.0.0-orbit.1`: nothing is promised before the version itself is out. */
  readonly open: boolean;
}

/** Where a version stands; see docs/rules.md for how numbers are read. */
export function placeOf(version: SemVer, prereleaseWords: readonly string[]): Place {
  const kind = versionKind(version, prereleaseWords);
  return { line: versionLine(version, kind), open: kind === "prerelease" || (kind === "variant" && version.prerelease.length > 1) };
}

/**
 * The largest bump that the step from one version to another admits to; `none` where there is no step: the same number,
 * a lower one, or one of another line. Build metadata does not count.
 */
export function bumpBetween(previous: SemVer, next: SemVer, prereleaseWords: readonly string[]): Bump {
  const from = placeOf(previous, prereleaseWords);
  if (compare(next, previous) <= 0 || from.line !== placeOf(next, prereleaseWords).line) return "none";
  if (previous.compareMain(next) === 0) return from.open ? "major" : "patch";
  if (previous.major !== next.major) return "major";
  // Below 1.0.0 the second number is what the first is from then on: ^0.1.2 takes 0.1.3, and not 0.2.0.
  if (previous.major === 0) return previous.minor === next.minor ? "minor" : "major";
  return previous.minor === next.minor ? "patch" : "minor";
}

/** Whether the step from one version to another admits to a change of this size. */
export function admits(previous: SemVer, next: SemVer, bump: Bump, prereleaseWords: readonly string[]): boolean {
  return BUMPS.indexOf(bumpBetween(previous, next, prereleaseWords)) >= BUMPS.indexOf(bump);
}

/**
 * The version whose promise a new one has to keep, of those that are there; null for the first of its line. A version is
 * held to the newest one below it that is not a prerelease; a prerelease to an earlier prerelease of its own number, if there is one.
 */
export function heldTo(version: SemVer, others: readonly SemVer[], prereleaseWords: readonly string[]): SemVer | null {
  const own = placeOf(version, prereleaseWords);
  const below = others
    .filter((other) => compare(other, version) < 0 && placeOf(other, prereleaseWords).line === own.line)
    .toSorted((a, b) => compare(b, a));
  const promised = below.find((other) => !placeOf(other, prereleaseWords).open) ?? null;
  if (!own.open || promised?.compareMain(version) === 0) return promised;
  const earlier = below[0];
  return earlier !== undefined && earlier.compareMain(version) === 0 ? earlier : promised;
}
