import { Range } from "semver";
import { expect, test } from "vitest";
import { PRERELEASE_WORDS } from "../../src/model/version.ts";
import { isEligible, readSets } from "../../src/resolve/range-sets.ts";
import { toCandidates } from "./candidates.ts";

const VERSIONS = toCandidates(["1.0.0", "!1.1.0", "2.0.0-rc.1", "2.0.0-orbit", "!2.1.0-orbit", "2.0.0-goal"]);

const render = (text: string, prerelease: boolean): readonly string[] =>
  readSets(new Range(text), { prerelease, words: PRERELEASE_WORDS }).map(({ comparators, lines }) =>
    [comparators.map(({ value }) => value).join(" "), ...lines].join(" / "),
  );

test.each([
  ["1.x", false, [">=1.0.0 <2.0.0-0"]],
  ["1.x", true, [">=1.0.0-0 <2.0.0-0"]],
  ["^2.0.0-rc.1", false, [">=2.0.0-rc.1 <3.0.0-0"]],
  ["^2.0.0-orbit", false, [">=2.0.0-orbit <3.0.0-0 / orbit"]],
  ["1.x || 2 - 3.0.0-orbit", false, [">=1.0.0 <2.0.0-0", ">=2.0.0-0 <=3.0.0-orbit / orbit"]],
  [">=1.0.0-goal <2.0.0-orbit", false, [">=1.0.0-goal <2.0.0-orbit / goal / orbit"]],
  ["^2.0.0-nova || ^2.0.0-beta", false, [">=2.0.0-beta <3.0.0-0", ">=2.0.0-nova <3.0.0-0 / nova"]],
])("%s, prereleases included: %s, is %j", (text, prerelease, sets) => {
  expect(render(text, prerelease)).toEqual(sets);
});

test("the registry's words decide what is a variant", () => {
  const linesOf = (words: readonly string[]): readonly string[] =>
    readSets(new Range("^2.0.0-nova"), { prerelease: false, words }).flatMap(({ lines }) => lines);
  expect([linesOf(["rc"]), linesOf(["rc", "nova"])]).toEqual([["nova"], []]);
});

test.each([
  ["*", false, ["1.0.0"]],
  ["*", true, ["1.0.0", "2.0.0-rc.1"]],
  [">=2.0.0-rc.0", false, ["1.0.0", "2.0.0-rc.1"]],
  [">=1.0.0-rc.0", false, ["1.0.0"]],
  [">=1.0.0-orbit", true, ["2.0.0-orbit"]],
  [">=1.0.0-goal <2.0.0-orbit", true, []],
])("%s, prereleases included: %s, may give %j, whatever its bounds", (text, prerelease, versions) => {
  const [set] = readSets(new Range(text), { prerelease, words: PRERELEASE_WORDS });
  const eligible = VERSIONS.filter((candidate) => set !== undefined && isEligible(set, candidate, prerelease));
  expect(eligible.map(({ semver }) => semver.version)).toEqual(versions);
});
