import fc from "fast-check";
import { expect, test } from "vitest";
import { newestFirst, toLines, toOffering } from "../../../src/plan/consumer/offer.ts";
import { ORIGIN, published, REVIEW } from "./sample-published.ts";

test.each([
  { versions: ["1.0.0", "1.1.0", "2.0.0-rc.1"], yanked: [], latest: "1.1.0" },
  { versions: ["1.0.0", "1.1.0"], yanked: ["1.1.0"], latest: "1.0.0" },
  { versions: ["1.0.0"], yanked: ["1.0.0"], latest: null },
  { versions: ["1.0.0-rc.1", "2.0.0-orbit"], yanked: [], latest: null },
  { versions: [], yanked: [], latest: null },
])("the latest of $versions without $yanked is $latest", ({ versions, yanked, latest }) => {
  const marks = Object.fromEntries(yanked.map((version) => [version, { yanked: { reason: "x" } }]));
  expect(toOffering(ORIGIN, [published("a", versions, { marks })], new Map()).flows.map((flow) => flow.latest)).toEqual([latest]);
});

test("flows come by name and root, and what index.yaml says of them goes before their files", () => {
  const flows = [
    published("b", []),
    published("a", [], { root: "two", path: "two/a", description: "Said" }),
    published("a", [], { root: "one", path: "one/a" }),
  ];
  const { flows: offered } = toOffering(ORIGIN, flows, new Map(["one/a", "two/a"].map((path) => [path, `From ${path}`])));
  expect(offered.map(({ flow, root, description }) => [flow, root, description])).toEqual([
    ["a", "one", "From one/a"],
    ["a", "two", "Said"],
    ["b", "flows", null],
  ]);
});

test("lines are stable, prereleases and each variant, newest first", () => {
  const flow = published("a", ["1.0.0-zeta", "1.0.0", "2.0.0-orbit.1", "2.0.0-orbit.2", "2.0.0-rc.1", "2.0.0", "3.0.0-rc.1"]);
  expect(toLines(flow).map(({ kind, variant, versions }) => [kind, variant, versions.map(({ version }) => version).join(" ")])).toEqual([
    ["stable", "", "2.0.0 1.0.0"],
    ["prerelease", "", "3.0.0-rc.1 2.0.0-rc.1"],
    ["variant", "orbit", "2.0.0-orbit.2 2.0.0-orbit.1"],
    ["variant", "zeta", "1.0.0-zeta"],
  ]);
});

test("every version is in one line, and no line is empty", () => {
  fc.assert(
    fc.property(fc.subarray([...REVIEW.versions]), (versions) => {
      const lines = toLines({ versions });
      expect(lines.every((line) => line.versions.length > 0)).toBe(true);
      expect(new Set(lines.flatMap((line) => line.versions))).toEqual(new Set(newestFirst({ versions })));
    }),
  );
});
