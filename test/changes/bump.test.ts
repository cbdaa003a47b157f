import fc from "fast-check";
import { compare } from "semver";
import { describe, expect, test } from "vitest";
import { admits, bumpBetween, heldTo, largestBump, placeOf } from "../../src/changes/bump.ts";
import { BUMPS, type Bump } from "../../src/model/rule.ts";
import { PRERELEASE_WORDS, versionText } from "../../src/model/version.ts";
import { version, VERSIONS } from "./versions.ts";

describe("largestBump", () => {
  test.each<[readonly Bump[], Bump]>([
    [[], "none"],
    [["patch", "none"], "patch"],
    [["patch", "major", "minor"], "major"],
  ])("of %j is %s", (bumps, largest) => {
    expect(largestBump(bumps)).toBe(largest);
  });
});

const STEPS: readonly (readonly [previous: string, next: string, bump: Bump, why: string])[] = [
  ["1.2.3", "1.2.4", "patch", "the third number moved"],
  ["1.2.3", "1.2.9", "patch", "by how much does not matter"],
  ["1.2.3", "1.3.0", "minor", "the second number moved"],
  ["1.2.3", "1.4.7", "minor", "whatever follows it"],
  ["1.2.3", "2.0.0", "major", "the first number moved"],
  ["1.2.3", "3.1.4", "major", "whatever follows it"],
  ["1.2.3", "1.2.3", "none", "the same number"],
  ["1.2.3", "1.2.2", "none", "a lower number"],
  ["1.2.3", "1.2.3+build", "none", "build metadata does not count"],
  ["1.2.3+a", "1.2.4+a", "patch", "build metadata does not count"],
  ["0.1.2", "0.1.3", "minor", "below 1.0.0 everything that breaks nothing moves the third number"],
  ["0.1.2", "0.2.0", "major", "below 1.0.0 the second number is for what breaks"],
  ["0.0.1", "0.0.2", "minor", "below 1.0.0"],
  ["0.9.0", "1.0.0", "major", "the first promise"],
  ["1.4.2", "2.0.0-rc.1", "major", "a prerelease of the next major version"],
  ["1.4.2", "1.5.0-rc.1", "minor", "a prerelease of the next minor version"],
  ["1.4.2", "1.4.3-rc.1", "patch", "a prerelease of the next patch version"],
  ["1.4.2", "1.4.2-rc.1", "none", "a prerelease comes before its version"],
  ["2.0.0-rc.1", "2.0.0-rc.2", "major", "nothing is promised before 2.0.0 is out"],
  ["2.0.0-alpha", "2.0.0-beta", "major", "nothing is promised before 2.0.0 is out"],
  ["2.0.0-rc.1", "2.0.0", "major", "nothing is promised before 2.0.0 is out"],
  ["2.0.0-rc.1", "2.0.1-rc.1", "patch", "another number"],
  ["2.0.0-orbit", "2.0.1-orbit", "patch", "a variant counts as a stable version does"],
  ["2.0.0-orbit", "2.1.0-orbit", "minor", "a variant counts as a stable version does"],
  ["2.0.0-orbit", "3.0.0-orbit", "major", "a variant counts as a stable version does"],
  ["2.0.0-orbit.1", "2.0.0-orbit.2", "major", "prereleases of a variant"],
  ["2.0.0-orbit", "2.0.0-orbit.1", "patch", "2.0.0-orbit is out, and what comes after it is a correction"],
  ["0.1.0-orbit", "0.2.0-orbit", "major", "a variant below 1.0.0"],
  ["2.0.0-orbit", "2.1.0-goal", "none", "another variant is another product"],
  ["2.0.0-orbit", "2.1.0", "none", "another line"],
  ["1.0.0", "2.0.0-orbit", "none", "another line"],
];

describe("bumpBetween", () => {
  test.each(STEPS)("from %s to %s admits to %s: %s", (previous, next, bump) => {
    expect(bumpBetween(version(previous), version(next), PRERELEASE_WORDS)).toBe(bump);
  });

  test("the configured words tell prereleases from variants", () => {
    expect(bumpBetween(version("2.0.0-orbit"), version("2.0.0"), ["orbit"])).toBe("major");
    expect(bumpBetween(version("2.0.0-rc.1"), version("2.0.0"), ["orbit"])).toBe("none");
  });

  test("a step up within a line always admits to something, and no other step to anything", () => {
    fc.assert(
      fc.property(VERSIONS, VERSIONS, (a, b) => {
        const isStep = compare(b, a) > 0 && placeOf(a, PRERELEASE_WORDS).line === placeOf(b, PRERELEASE_WORDS).line;
        expect(bumpBetween(a, b, PRERELEASE_WORDS) !== "none").toBe(isStep);
      }),
    );
  });
});

describe("admits", () => {
  test.each<[Bump, readonly Bump[]]>([
    ["none", ["none"]],
    ["patch", ["none", "patch"]],
    ["minor", ["none", "patch", "minor"]],
    ["major", BUMPS],
  ])("a %s step admits to %j", (step, admitted) => {
    const next = { none: "1.2.3", patch: "1.2.4", minor: "1.3.0", major: "2.0.0" }[step];
    expect(BUMPS.filter((bump) => admits(version("1.2.3"), version(next), bump, PRERELEASE_WORDS))).toEqual(admitted);
  });
});

const PROMISES: readonly (readonly [version: string, others: readonly string[], heldTo: string | null, why: string])[] = [
  ["1.0.0", [], null, "the first version promises nothing yet"],
  ["1.2.0", ["1.0.0", "1.1.0", "2.0.0"], "1.1.0", "the newest below it"],
  ["2.0.0", ["1.4.2", "2.0.0-rc.1"], "1.4.2", "users of stable versions never saw the prerelease"],
  ["1.0.0", ["1.0.0-rc.1"], null, "nothing was promised by a prerelease"],
  ["2.0.0-rc.1", ["1.4.2"], "1.4.2", "the first prerelease of a number is compared with the last version that is out"],
  ["2.0.0-rc.2", ["1.4.2", "2.0.0-rc.1"], "2.0.0-rc.1", "a later one with the one before"],
  ["2.1.0-rc.1", ["1.4.2", "2.0.0-rc.1"], "1.4.2", "prereleases of another number do not count"],
  ["1.0.0-rc.1", [], null, "the very first"],
  ["2.1.0-orbit", ["2.0.0-orbit", "2.0.5", "2.0.0-goal"], "2.0.0-orbit", "a variant keeps its own promises"],
  ["2.0.0-orbit", ["1.0.0", "2.0.0"], null, "the first of its line"],
  ["2.0.0-orbit.2", ["1.0.0-orbit", "2.0.0-orbit.1"], "2.0.0-orbit.1", "prereleases of a variant"],
  ["2.0.0-orbit.2", ["2.0.0-orbit", "2.0.0-orbit.1"], "2.0.0-orbit", "the variant itself is out: there is no way around its promise"],
  ["2.0.0", ["2.0.0", "2.0.0+build"], null, "not to itself"],
];

describe("heldTo", () => {
  test.each(PROMISES)("%s among %j is held to %s: %s", (text, others, expected) => {
    const found = heldTo(version(text), others.map(version), PRERELEASE_WORDS);
    expect(found === null ? null : versionText(found)).toBe(expected);
  });

  test("is a lower version of the same line, whatever the order of the others", () => {
    fc.assert(
      fc.property(VERSIONS, fc.array(VERSIONS, { maxLength: 8 }), (one, others) => {
        const found = heldTo(one, others, PRERELEASE_WORDS);
        if (found !== null) expect(bumpBetween(found, one, PRERELEASE_WORDS)).not.toBe("none");
        expect(heldTo(one, others.toReversed(), PRERELEASE_WORDS)?.version).toBe(found?.version);
      }),
    );
  });
});
