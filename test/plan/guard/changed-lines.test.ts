import { expect, test } from "vitest";
import { findChangedLines, placeOfChanges } from "../../../src/plan/guard/changed-lines.ts";
import type { Change } from "../../../src/changes/change.ts";

test.each([
  ["a\nb\nc", "a\nb\nc", null],
  ["a\nb\nc", "a\nB\nc", { first: 2, last: 2 }],
  ["a\nb\nc", "x\na\nb\nc", { first: 1, last: 1 }],
  ["a\nb\nc", "a\nc", { first: 2, last: 2 }],
  ["a\nb\nc", "a\nb", { first: 2, last: 2 }],
  ["a\nb", "a\nb\nc", { first: 3, last: 3 }],
  ["a\na\na", "a\na", { first: 2, last: 2 }],
  ["", "a", { first: 1, last: 1 }],
  ["a\nb\nc\nd", "a\nB\nc\nD", { first: 2, last: 4 }],
])("From %j to %j, the lines %j differ", (before, after, lines) => {
  expect(findChangedLines(before, after)).toEqual(lines);
});

function change(kind: "changed" | "removed", line: number): Change {
  const value = { kind: "scalar", value: 1 } as const;
  const common = {
    path: [],
    meaning: { subject: "setting", name: "x", owner: null, traits: [] },
    before: { line: 1, column: 1 },
    after: { line, column: 3 },
  } as const;
  return kind === "removed" ? { ...common, kind, value, parts: [] } : { ...common, kind, from: value, to: value };
}

test("Changes are shown at the first that the pull request made, else where its lines begin", () => {
  const lines = { first: 5, last: 9 };
  expect(placeOfChanges([change("changed", 8), change("changed", 6), change("changed", 2)], lines)).toEqual({ line: 6, column: 3 });
  expect(placeOfChanges([change("changed", 2)], lines)).toEqual({ line: 5, column: 1 });
  expect(placeOfChanges([change("removed", 6)], lines)).toEqual({ line: 5, column: 1 });
  expect(placeOfChanges([change("changed", 2)], null)).toEqual({ line: 2, column: 3 });
  expect(placeOfChanges([], null)).toBeNull();
});
