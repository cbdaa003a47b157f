import fc from "fast-check";
import { compare, type SemVer } from "semver";
import { describe, expect, test } from "vitest";
import { admits, placeOf } from "../../src/changes/bump.ts";
import { nextVersion } from "../../src/changes/next-version.ts";
import { BUMPS, type Bump } from "../../src/model/rule.ts";
import { PRERELEASE_WORDS, versionKind, versionText } from "../../src/model/version.ts";
import { version, VERSIONS } from "./versions.ts";

function next(previous: string, bump: Bump, taken: readonly string[] = []): string | null {
  const found = nextVersion(version(previous), bump, taken.map(version), PRERELEASE_WORDS);
  return found === null ? null : versionText(found);
}

const CASES: readonly (readonly [previous: string, patch: string, minor: string, major: string])[] = [
  ["1.2.3", "1.2.4", "1.3.0", "2.0.0"],
  ["0.1.2", "0.1.3", "0.1.3", "0.2.0"],
  ["0.0.1", "0.0.2", "0.0.2", "0.1.0"],
  ["1.2.3+build", "1.2.4", "1.3.0", "2.0.0"],
  ["2.0.0-rc.1", "2.0.0-rc.2", "2.0.0-rc.2", "2.0.0-rc.2"],
  ["2.0.0-rc.9", "2.0.0-rc.10", "2.0.0-rc.10", "2.0.0-rc.10"],
  ["2.0.0-rc", "2.0.0-rc.1", "2.0.0-rc.1", "2.0.0-rc.1"],
  ["2.0.0-rc1", "2.0.0-rc2", "2.0.0-rc2", "2.0.0-rc2"],
  ["2.0.0-rc9", "2.0.0-rc9.1", "2.0.0-rc9.1", "2.0.0-rc9.1"],
  ["2.0.0-0", "2.0.0-1", "2.0.0-1", "2.0.0-1"],
  ["2.0.0-orbit", "2.0.1-orbit", "2.1.0-orbit", "3.0.0-orbit"],
  ["0.2.0-orbit", "0.2.1-orbit", "0.2.1-orbit", "0.3.0-orbit"],
  ["2.0.0-orbit.1", "2.0.0-orbit.2", "2.0.0-orbit.2", "2.0.0-orbit.2"],
];

describe("nextVersion", () => {
  test.each(CASES)("after %s comes %s with a patch, %s with something new, %s with a break", (previous, patch, minor, major) => {
    expect([next(previous, "patch"), next(previous, "minor"), next(previous, "major")]).toEqual([patch, minor, major]);
    expect(next(previous, "none")).toBe(patch);
  });

  test.each<[previous: string, bump: Bump, taken: readonly string[], expected: string]>([
    ["1.2.0", "patch", ["1.2.1", "1.2.2"], "1.2.3"],
    ["1.2.0", "patch", ["1.2.1+build"], "1.2.2"],
    ["1.2.0", "minor", ["1.3.0"], "1.4.0"],
    ["1.2.0", "major", ["2.0.0", "3.0.0"], "4.0.0"],
    ["1.2.0", "minor", ["1.3.0-rc.1", "1.3.0-orbit"], "1.3.0"],
    ["2.0.0-orbit", "minor", ["2.1.0-orbit", "2.1.0"], "2.2.0-orbit"],
    ["2.0.0-rc.1", "major", ["2.0.0-rc.2"], "2.0.0-rc.3"],
  ])("after %s with a %s among %j comes %s", (previous, bump, taken, expected) => {
    expect(next(previous, bump, taken)).toBe(expected);
  });

  test.each<[previous: string, bump: Bump, taken: readonly string[], expected: string]>([
    ["2.0.0-rc.3", "patch", ["2.0.0"], "2.0.1-rc.1"],
    ["2.0.0-rc.3", "minor", ["2.0.0"], "2.1.0-rc.1"],
    ["2.0.0-rc.3", "minor", ["2.0.0", "2.1.0"], "2.2.0-rc.1"],
    ["2.0.0-4", "major", ["2.0.0"], "3.0.0-0"],
    ["2.0.0-beta", "major", ["2.0.0"], "3.0.0-beta"],
    ["2.0.0-orbit.3", "minor", ["2.0.0-orbit"], "2.1.0-orbit.1"],
  ])("a prerelease of what is out is no number any more: after %s with a %s among %j comes %s", (previous, bump, taken, expected) => {
    expect(next(previous, bump, taken)).toBe(expected);
  });

  test.each<[string, Bump]>([
    ["1.0.9007199254740991", "patch"],
    ["9007199254740991.0.0", "major"],
  ])("after %s there is no number for a %s", (previous, bump) => {
    expect(next(previous, bump)).toBeNull();
  });

  test("after the longest version there is no longer one", () => {
    expect(next(`1.0.0-rc.${"x".repeat(247)}`, "patch")).toBeNull();
  });

  test("is found at once among ten thousand", () => {
    const taken = Array.from({ length: 10_000 }, (_, patch) => `1.2.${patch}`);
    expect(next("1.2.0", "patch", taken)).toBe("1.2.10000");
  });

  const bumps = fc.constantFrom(...BUMPS);
  const others = fc.array(VERSIONS, { maxLength: 30 });

  test("is higher, not taken, of the same kind and line, and admits to the bump", () => {
    fc.assert(
      fc.property(VERSIONS, bumps, others, (previous, bump, taken) => {
        const found = existing(nextVersion(previous, bump, taken, PRERELEASE_WORDS));
        expect(compare(found, previous)).toBe(1);
        expect(taken.filter((other) => compare(other, found) === 0)).toEqual([]);
        expect(placeOf(found, PRERELEASE_WORDS).line).toBe(placeOf(previous, PRERELEASE_WORDS).line);
        expect(versionKind(found, PRERELEASE_WORDS)).toBe(versionKind(previous, PRERELEASE_WORDS));
        expect(admits(previous, found, bump, PRERELEASE_WORDS)).toBe(true);
        expect(found.build).toEqual([]);
      }),
    );
  });

  test("grows with the bump, and with what is taken", () => {
    fc.assert(
      fc.property(VERSIONS, others, VERSIONS, (previous, taken, other) => {
        const found = BUMPS.map((bump) => existing(nextVersion(previous, bump, taken, PRERELEASE_WORDS)));
        expect(found.toSorted(compare)).toEqual(found);
        const later = BUMPS.map((bump) => existing(nextVersion(previous, bump, [...taken, other], PRERELEASE_WORDS)));
        for (const [index, one] of found.entries()) expect(compare(later[index] ?? "0.0.0", one)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("of a stable version leaves no smaller number out: every lower one that admits to it is taken, or not the first of its kind", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), bumps, others, (numbers, bump, taken) => {
        const previous = version(numbers.join("."));
        const found = existing(nextVersion(previous, bump, taken, PRERELEASE_WORDS));
        const between = range(12).flatMap((major) =>
          range(12).flatMap((minor) => range(12).map((patch) => version(`${major}.${minor}.${patch}`))),
        );
        const smaller = between.filter(
          (one) =>
            compare(one, found) < 0 &&
            admits(previous, one, bump === "none" ? "patch" : bump, PRERELEASE_WORDS) &&
            !taken.some((other) => compare(one, other) === 0),
        );
        // 1.3.1 admits to what 1.3.0 does, but is a patch of it.
        expect(smaller.filter(({ major, minor }) => !taken.some((other) => other.version === `${major}.${minor}.0`))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

function existing(found: SemVer | null): SemVer {
  if (found === null) throw new Error("there is no number");
  return found;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
