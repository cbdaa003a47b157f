import { expect, test } from "vitest";
import { docsOf, renderPlace, renderToday, titleOf, withoutRepeats } from "../../src/output/finding-words.ts";
import { finding } from "./sample-comparison.ts";

test.each([
  ["tool-added", "A tool was added", "docs/rules.md#tool-added"],
  ["version-link", "A version file is a symbolic link", "docs/errors.md#version-link"],
] as const)("%s has a title and is explained on its page", (id, title, page) => {
  expect(titleOf(id)).toBe(title);
  expect(docsOf(id)).toMatch(new RegExp(`^https://.*/${page}$`));
});

test.each([
  [{ path: null, line: 1, column: 1 }, ""],
  [{ path: "a.yml", line: null, column: 1 }, "a.yml"],
  [{ path: "a.yml", line: 3, column: null }, "a.yml:3"],
  [{ path: "a.yml", line: 3, column: 4 }, "a.yml:3:4"],
])("The place %j is %j", (place, text) => {
  expect(renderPlace(place)).toBe(text);
});

test("The same commands stand with the first finding only", () => {
  const findings = [["a"], ["a", "b"], [], ["a"], []].map((commands) => finding({ commands }));
  expect(withoutRepeats(findings).map(({ commands }) => commands)).toEqual([["a"], ["a", "b"], [], [], []]);
});

test.each([
  ["1.0.0", true, "1.0.0"],
  [null, true, "none"],
  [null, false, "unknown"],
])("A range that takes %j where versions are kept (%s) is shown as %s", (resolved, kept, text) => {
  expect(renderToday({ resolved, kept })).toBe(text);
});
