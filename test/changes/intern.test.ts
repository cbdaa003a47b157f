import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { createInterner } from "../../src/changes/intern.ts";
import { read, readValue } from "./documents.ts";

test("two values have one number exactly when they are equal", () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((json): unknown => JSON.parse(JSON.stringify(json).replaceAll("-0", "0")));
  fc.assert(
    fc.property(value, value, (a, b) => {
      const idOf = createInterner();
      expect(idOf(readValue(a)) === idOf(readValue(b))).toBe(isDeepStrictEqual(a, b));
    }),
  );
});

test.each([
  ["{a: 1, b: 2}", "{b: 2, a: 1}", true],
  ["[1, 2]", "[2, 1]", false],
  ["1", "'1'", false],
  ["null", "'null'", false],
  ["!file a", "a", false],
  ["[!file a]", "[!file a]", true],
  ["{a: &x [1], b: *x}", "{a: [1], b: [1]}", true],
  ["['1,2']", "[1, 2]", false],
])("%s and %s", (a, b, same) => {
  const idOf = createInterner();
  expect(idOf(read(a)) === idOf(read(b))).toBe(same);
});
