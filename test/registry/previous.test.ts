import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVersion, PRERELEASE_WORDS, versionKind, type VersionKind } from "../../src/model/version.ts";
import { planPrevious } from "../../src/registry/previous.ts";
import type { SemVer } from "semver";

function versions(texts: readonly string[]): readonly { semver: SemVer; kind: VersionKind }[] {
  return texts.flatMap((text) => {
    const semver = parseVersion(text);
    return semver === null ? [] : [{ semver, kind: versionKind(semver, PRERELEASE_WORDS) }];
  });
}

const CASES: readonly { readonly name: string; readonly previous: Readonly<Record<string, string | null>> }[] = [
  { name: "the first version has none", previous: { "1.0.0": null } },
  {
    name: "a stable version follows the highest lower stable one",
    previous: { "1.0.0": null, "1.2.0": "1.0.0", "1.10.0": "1.2.0", "2.0.0": "1.10.0" },
  },
  {
    name: "a stable version does not see prereleases",
    previous: { "1.0.0": null, "2.0.0-alpha": "1.0.0", "2.0.0-rc.1": "2.0.0-alpha", "2.0.0": "1.0.0" },
  },
  { name: "the first stable version has none, also after prereleases", previous: { "1.0.0-rc.1": null, "1.0.0": null } },
  {
    name: "a prerelease follows whatever is below it",
    previous: { "1.0.0-1": null, "1.0.0-2": "1.0.0-1", "1.0.0": null, "1.1.0-rc1": "1.0.0", "1.1.0-rc10": "1.1.0-rc1" },
  },
  { name: "numbers of prereleases count as numbers", previous: { "1.0.0-rc.2": null, "1.0.0-rc.10": "1.0.0-rc.2" } },
  {
    name: "a variant has its own line",
    previous: { "1.0.0": null, "2.0.0-orbit": null, "2.0.0": "1.0.0", "3.0.0-orbit": "2.0.0-orbit", "3.0.0-orbit.1": "3.0.0-orbit" },
  },
  {
    name: "variants that end in different numbers are different",
    previous: { "1.0.0-gpt4": null, "1.0.0-gpt5": null, "2.0.0-gpt4": "1.0.0-gpt4", "2.0.0-gpt5": "1.0.0-gpt5" },
  },
  { name: "build metadata is ordered too", previous: { "1.0.0": null, "1.0.0+a": "1.0.0", "1.0.0+b": "1.0.0+a", "1.0.1": "1.0.0+b" } },
];

describe("planPrevious", () => {
  test.each(CASES)("$name", ({ previous }) => {
    expect(Object.fromEntries(planPrevious(versions(Object.keys(previous)).toReversed()))).toEqual(previous);
  });

  test("the order of the versions does not matter, and a repeated one is no predecessor of itself", () => {
    const all = CASES.flatMap(({ previous }) => Object.keys(previous));
    const expected = Object.fromEntries(planPrevious(versions(all)));
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), (shuffled) => {
        expect(Object.fromEntries(planPrevious(versions(shuffled)))).toEqual(expected);
      }),
    );
    for (const [version, previous] of Object.entries(expected)) expect(previous).not.toBe(version);
  });

  test("no versions have no predecessors", () => {
    expect(planPrevious([]).size).toBe(0);
  });
});
