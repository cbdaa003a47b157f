import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVersion, PRERELEASE_WORDS, versionKind, versionLine, versionText, type VersionKind } from "../../src/model/version.ts";

const IDENTIFIER = fc.oneof(fc.nat({ max: 99 }).map(String), fc.stringMatching(/^[A-Za-z-][0-9A-Za-z-]{0,6}$/));
const SPELLINGS = fc
  .record({
    core: fc.tuple(fc.nat(), fc.nat(), fc.nat()).map((numbers) => numbers.join(".")),
    prerelease: fc.array(IDENTIFIER, { maxLength: 3 }),
    build: fc.array(fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/), { maxLength: 2 }),
  })
  .map(
    ({ core, prerelease, build }) =>
      `${core}${prerelease.length === 0 ? "" : `-${prerelease.join(".")}`}${build.length === 0 ? "" : `+${build.join(".")}`}`,
  );

describe("parseVersion", () => {
  test("whatever semver's grammar makes is read, and spelled as before", () => {
    fc.assert(
      fc.property(SPELLINGS, (text) => {
        const version = parseVersion(text);
        expect(version === null ? null : versionText(version)).toBe(text);
      }),
    );
  });

  test.each([
    "",
    "v1.2.0",
    "=1.2.0",
    " 1.2.0",
    "1.2.0 ",
    "1.2",
    "1",
    "1.2.0.4",
    "01.2.0",
    "1.02.0",
    "1.2.00",
    "1.2.0-",
    "1.2.0-01",
    "1.2.0-rc..1",
    "1.2.0-rc_1",
    "1.2.0+",
    "1.2.0+a+b",
    "1.2.x",
    "latest",
    "-1.2.0",
    "１.2.0",
    "99999999999999999999.0.0",
    `1.0.0-${"x".repeat(300)}`,
  ])("%j is no version", (text) => {
    expect(parseVersion(text)).toBeNull();
  });
});

const KINDS: readonly (readonly [text: string, kind: VersionKind, line: string])[] = [
  ["1.0.0", "stable", ""],
  ["1.0.0+rc.1", "stable", ""],
  ["1.0.0-0", "prerelease", ""],
  ["1.0.0-1", "prerelease", ""],
  ["1.0.0-1.orbit", "prerelease", ""],
  ["2.0.0-rc", "prerelease", ""],
  ["2.0.0-rc.1", "prerelease", ""],
  ["2.0.0-rc1", "prerelease", ""],
  ["2.0.0-RC.1", "prerelease", ""],
  ["2.0.0-rc-fix", "prerelease", ""],
  ["2.0.0-orbit", "variant", "orbit"],
  ["2.0.0-orbit.1", "variant", "orbit"],
  ["2.0.0-orbit-beta", "variant", "orbit-beta"],
  ["2.0.0-gpt4", "variant", "gpt4"],
  ["2.0.0-gpt5.rc.1", "variant", "gpt5"],
  ["2.0.0-rcx", "variant", "rcx"],
  ["2.0.0-1a", "variant", "1a"],
  ["2.0.0--", "variant", "-"],
];

describe("versionKind and versionLine", () => {
  test.each(KINDS)("%s is a %s version on the line %j", (text, kind, line) => {
    const version = parseVersion(text);
    if (version === null) throw new Error(text);
    expect(versionKind(version, PRERELEASE_WORDS)).toBe(kind);
    expect(versionLine(version, kind)).toBe(line);
  });

  test.each(PRERELEASE_WORDS)("the word %s makes a prerelease, alone and with a number", (word) => {
    for (const text of [`1.0.0-${word}`, `1.0.0-${word}.2`, `1.0.0-${word}2`]) {
      const version = parseVersion(text);
      expect(version === null ? null : versionKind(version, PRERELEASE_WORDS)).toBe("prerelease");
    }
  });

  test.each([
    ["1.0.0-orbit", ["Orbit"], "prerelease"],
    ["1.0.0-rc.1", ["orbit"], "variant"],
    ["1.0.0-rc.1", [], "variant"],
    ["1.0.0-3", [], "prerelease"],
  ] as const)("%s with the words %j is a %s", (text, words, kind) => {
    const version = parseVersion(text);
    expect(version === null ? null : versionKind(version, words)).toBe(kind);
  });
});
