import fc from "fast-check";
import { Range, SemVer } from "semver";
import { expect, test } from "vitest";
import { findFirst, findSpan } from "../../src/resolve/span.ts";
import { toCandidates } from "./candidates.ts";

const VERSIONS = toCandidates(["0.9.0", "1.0.0-rc.1", "1.0.0", "1.0.0+a", "1.1.0", "2.0.0"]);

test.each([
  ["1.0.0", 2, 4],
  ["0.0.1", 0, 0],
  ["1.0.5", 4, 4],
  ["2.0.0", 5, 6],
  ["3.0.0", 6, 6],
])("%s would stand from %d to %d", (version, from, to) => {
  expect([findFirst(VERSIONS, new SemVer(version), 0), findFirst(VERSIONS, new SemVer(version), 1)]).toEqual([from, to]);
});

test.each([
  ["*", 0, 6],
  ["1.0.0", 2, 4],
  [">1.0.0", 4, 6],
  ["<=1.0.0", 0, 4],
  [">=1.0.0-rc.1 <1.0.0", 1, 2],
  [">1.1.0 <1.1.0", 5, 5],
])("%s is from %d to before %d", (text, from, to) => {
  expect(findSpan(VERSIONS, new Range(text).set[0] ?? [])).toEqual([from, to]);
});

test("all within the span satisfy each comparator, and none outside satisfies all", () => {
  const version = fc.tuple(fc.nat(2), fc.nat(1), fc.constantFrom("0", "0-rc.1", "1", "1-a")).map((parts) => parts.join("."));
  const comparator = fc.tuple(fc.constantFrom(">", ">=", "<", "<=", "="), version).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(version), fc.array(comparator, { minLength: 1, maxLength: 3 }), (versions, comparators) => {
      const candidates = toCandidates(versions);
      const [set = []] = new Range(comparators.join(" ")).set;
      const [start, end] = findSpan(candidates, set);
      candidates.forEach(({ semver }, index) => {
        expect(set.every((one) => one.test(semver))).toBe(start <= index && index < end);
      });
    }),
  );
});
