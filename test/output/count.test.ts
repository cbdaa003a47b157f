import { expect, test } from "vitest";
import { count, renderAnd, shortSha } from "../../src/output/count.ts";

test.each([
  [0, "0 retries"],
  [1, "1 retry"],
  [4960, "4,960 retries"],
])("%i is counted as %s", (number, text) => {
  expect(count(number, "retry", "retries")).toBe(text);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j is listed as %j", (parts, text) => {
  expect(renderAnd(parts)).toBe(text);
});

test("A commit is shown by eight characters, a missing one by none", () => {
  expect([shortSha("0123456789abcdef"), shortSha(null)]).toEqual(["01234567", ""]);
});
