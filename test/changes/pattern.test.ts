import { expect, test } from "vitest";
import type { DocumentPath } from "../../src/changes/change.ts";
import { capture, isWildcard, matchesPath, parsePattern, textOfStep } from "../../src/changes/pattern.ts";

const PATH: DocumentPath = [
  { kind: "key", key: "components" },
  { kind: "item", name: "planner" },
  { kind: "key", key: "inputs" },
  { kind: "index", index: 0 },
];

test.each([
  ["components.*.inputs.*", true],
  ["components.{owner}.inputs.{name}", true],
  ["components.**", true],
  ["components.*.inputs.*.**", true],
  ["components.*.inputs", false],
  ["components.planner.inputs.*", false],
  ["components.*.inputs.*.*.**", false],
  ["", false],
])("%s fits a path or not", (text, fits) => {
  expect(matchesPath(parsePattern(text), PATH)).toBe(fits);
});

test("braces tell whose it is and what it is called", () => {
  expect(capture(parsePattern("components.{owner}.*.{name}"), PATH)).toEqual({ owner: "planner", name: "0" });
  expect(capture(parsePattern("components.{both}.inputs.{name}"), PATH)).toEqual({ owner: "planner", name: "planner.0" });
  expect(capture(parsePattern("components.**"), PATH)).toEqual({ owner: null, name: null });
});

test("a key in a pattern is a key, never an item's name", () => {
  expect(["planner", "*", "{name}"].map(isWildcard)).toEqual([false, true, true]);
  expect(matchesPath(parsePattern("planner"), [{ kind: "item", name: "planner" }])).toBe(false);
  expect(PATH.map(textOfStep)).toEqual(["components", "planner", "inputs", "0"]);
});
