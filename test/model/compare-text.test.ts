import { expect, test } from "vitest";
import { compareText } from "../../src/model/compare-text.ts";

test("texts are in one order on every machine", () => {
  expect(["ä", "b", "B", "a-b", "a", "a.b"].toSorted(compareText)).toEqual(["B", "a", "a-b", "a.b", "b", "ä"]);
  expect(compareText("a", "a")).toBe(0);
});
