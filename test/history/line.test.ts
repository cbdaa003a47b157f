import { expect, test } from "vitest";
import { createLine } from "../../src/history/line.ts";

test("a line knows the place and date of its landings, and nothing of other commits", () => {
  const line = createLine(["c", "b", "a"], [30, 20, 10]);
  expect(line.shas).toEqual(["c", "b", "a"]);
  expect(["c", "b", "a", "x", ""].map(line.position)).toEqual([0, 1, 2, undefined, undefined]);
  expect(["c", "b", "a", "x", ""].map(line.time)).toEqual([30, 20, 10, undefined, undefined]);
});

test("an empty line knows nothing", () => {
  expect(createLine([], []).position("a")).toBeUndefined();
});
