import { expect, test } from "vitest";
import { shownValue, unknownFix } from "../../src/config/issue-text.ts";

test("a value is shown as JSON and cut short", () => {
  expect(shownValue('a\n"b"')).toBe('"a\\n\\"b\\""');
  expect(shownValue(10n)).toBe('"10"');
  expect(shownValue("x".repeat(500)).length).toBeLessThan(100);
});

test("without a likely name, all names are listed", () => {
  expect(unknownFix("tgas", ["tags", "flow"])).toContain("tags?");
  expect(unknownFix("something", ["tags", "flow"])).toContain("tags, flow");
});
