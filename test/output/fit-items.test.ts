import { expect, test } from "vitest";
import { fitItems } from "../../src/output/fit-items.ts";

test.each([
  [["aa", "bb"], 6, "aa\nbb", 0],
  [["aa", "bb"], 5, "aa", 1],
  [["éé", "b"], 4, "", 2],
  [[], 0, "", 0],
])("Of %j, what fits into %i bytes is %j", (items, budget, text, rest) => {
  expect(fitItems(items, String, budget)).toEqual({ text, rest });
});

test("Nothing behind the first that does not fit is rendered", () => {
  const seen: number[] = [];
  fitItems([1, 2, 3], (item) => `${seen.push(item)}`, 3);
  expect(seen).toEqual([1, 2]);
});
