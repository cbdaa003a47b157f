import { SemVer } from "semver";
import { expect, test } from "vitest";
import { PRERELEASE_WORDS } from "../../src/model/version.ts";
import { explainMissing, explainNone } from "../../src/resolve/explain-none.ts";
import { LATEST, parseRange } from "../../src/resolve/parse-range.ts";
import { toCandidates } from "./candidates.ts";

test.each([
  ["^2", ["1.0.0", "2.0.0-rc.1", "2.0.0-rc.2"], "in ^2 are only prereleases: 2.0.0-rc.2, 2.0.0-rc.1"],
  ["^1", ["!1.0.0", "!1.1.0", "!1.2.0", "!1.3.0", "!1.4.0"], "in ^1 are only yanked versions: 1.4.0, 1.3.0, 1.2.0 and 2 more"],
  ["^2", ["2.0.0-orbit", "2.1.0-goal"], "in ^2 are only variants: 2.1.0-goal, 2.0.0-orbit"],
  ["^2", ["!2.2.0", "2.1.0-rc.1", "2.0.0-orbit"], "in ^2 are only 2.2.0 (yanked), 2.1.0-rc.1 (prerelease), 2.0.0-orbit (variant)"],
  ["latest", ["2.0.0-rc.1"], "there are only prereleases: 2.0.0-rc.1"],
  ["latest", [], "it has no versions"],
  ["^2", ["1.0.0", "1.4.0", "!1.5.0", "3.0.0-rc.1", "3.0.0"], "nothing is in ^2; the nearest are 1.4.0 and 3.0.0"],
  ["^2", ["1.0.0", "1.4.0"], "nothing is in ^2; the nearest is 1.4.0"],
  ["^2", ["3.0.0-rc.1", "!4.0.0"], "nothing is in ^2; the nearest is 3.0.0-rc.1 (prerelease)"],
  ["^2.0.0-orbit", ["2.0.0", "2.1.0-goal"], "in ^2.0.0-orbit are only 2.1.0-goal (variant), 2.0.0 (stable)"],
  [">=1.0.0-orbit <2.0.0-goal", ["1.0.0"], "it names several variants (orbit, goal), of which none is newer than another"],
  [">*", ["1.0.0"], "nothing is in >*; the nearest is 1.0.0"],
])("%s, of %j: %s", (text, versions, reason) => {
  expect(explainNone(toCandidates(versions), parseRange(text) ?? LATEST, PRERELEASE_WORDS)).toBe(reason);
});

test.each([
  ["1.1.0", ["1.0.0", "1.2.0", "1.3.0"], "there is no 1.1.0; the nearest are 1.0.0 and 1.2.0"],
  ["1.1.0", ["!1.0.0", "2.0.0-orbit"], "there is no 1.1.0; the nearest are 1.0.0 (yanked) and 2.0.0-orbit (variant)"],
  ["0.1.0", ["1.0.0"], "there is no 0.1.0; the nearest is 1.0.0"],
  ["9.0.0", ["1.0.0"], "there is no 9.0.0; the nearest is 1.0.0"],
  ["1.0.0+a", ["1.0.0+b"], "there is no 1.0.0+a; the nearest is 1.0.0+b"],
  ["1.0.0", [], "it has no versions"],
])("%s, of %j: %s", (version, versions, reason) => {
  expect(explainMissing(toCandidates(versions), new SemVer(version))).toBe(reason);
});
