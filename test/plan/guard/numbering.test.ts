import { SemVer } from "semver";
import { expect, test } from "vitest";
import { checkNumber } from "../../../src/plan/guard/numbering.ts";
import { PRERELEASE_WORDS } from "../../../src/model/version.ts";

/** Numbers with `+` behind them are of the pull request. */
function faults(version: string, ...known: readonly string[]): readonly string[] {
  const versions = known.map((text) => ({ semver: new SemVer(text.replace(/\+$/, "")), published: !text.endsWith("+") }));
  return checkNumber(new SemVer(version), versions, PRERELEASE_WORDS).map(
    ({ rule, after, deliberate }) => `${rule}${after === null ? "" : ` ${after.version}`}${deliberate ? " deliberate" : ""}`,
  );
}

test.each<[version: string, known: readonly string[], faults: readonly string[]]>([
  ["1.0.0", [], []],
  ["0.1.0", [], []],
  ["0.0.7", [], []],
  ["1.0.1", [], ["version-without-start"]],
  ["2.0.0", [], ["version-without-start"]],
  ["2.0.0", ["1.0.0+"], []],
  ["2.0.0", ["2.1.0+"], ["version-without-start"]],
  ["2.0.0", ["2.0.0-rc.1"], ["version-without-start"]],
  ["2.0.0-rc.1", [], []],
  ["1.2.1", ["1.2.0"], []],
  ["1.3.0", ["1.2.0"], []],
  ["2.0.0", ["1.2.0"], []],
  ["1.2.2", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["1.4.0", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["1.3.1", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["2.1.0", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["2.0.1", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["3.0.0", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["1.4.0", ["1.2.0", "1.3.0+"], []],
  ["1.3.0", ["1.2.0", "1.4.0+"], []],
  ["1.4.0-rc.1", ["1.2.0"], ["version-skipped 1.2.0"]],
  ["1.3.0-rc.2", ["1.2.0", "1.3.0-rc.1"], []],
  ["1.2.1", ["1.2.0", "1.3.0"], ["version-backwards deliberate"]],
  ["1.2.2", ["1.2.0", "1.3.0"], ["version-backwards deliberate", "version-skipped 1.2.0"]],
  ["1.3.0", ["1.2.0", "2.0.0"], ["version-backwards 2.0.0"]],
  ["1.0.0", ["2.0.0"], ["version-backwards 2.0.0"]],
  ["1.0.0", ["2.0.0-rc.1"], []],
  ["2.0.0-rc.1", ["2.0.0"], ["version-backwards 2.0.0"]],
  ["2.0.0-orbit", ["2.0.0"], []],
  ["2.0.0-orbit", ["2.0.0+"], []],
  ["2.0.0-orbit", ["1.0.0"], ["variant-without-base"]],
  ["2.0.0-orbit", ["2.0.0-rc.1"], ["variant-without-base"]],
  ["2.3.0-orbit", ["2.0.0-orbit", "2.3.0"], []],
  ["2.0.0-orbit", ["2.1.0-orbit", "2.0.0"], ["version-backwards 2.1.0-orbit"]],
  ["1.0.0", ["2.0.0-orbit"], []],
])("%s beside %j has %j", (version, known, expected) => {
  expect(faults(version, ...known)).toEqual(expected);
});

test("A skipped number is named", () => {
  const known = [{ semver: new SemVer("1.2.0"), published: true }];
  const messages = ["1.2.3", "1.4.0", "3.1.0"].flatMap((version) =>
    checkNumber(new SemVer(version), known, PRERELEASE_WORDS).map(({ message }) => message),
  );
  expect(messages.map((message) => /skips (\S+):/.exec(message)?.[1])).toEqual(["1.2.1", "1.3.0", "2.0.0"]);
});
