import { expect, test } from "vitest";
import type { Code } from "../../src/model/codes.ts";
import { Failure, failure } from "../../src/model/failure.ts";
import { atColumn } from "../../src/resolve/at-column.ts";

const ROWS: readonly (readonly [string, Code, number])[] = [
  ["qa-bto", "flow-unknown", 1],
  ["qa-bot@taem#^1", "registry-unknown", 8],
  ["qa-bot@team#1.2.9", "version-unknown", 13],
  ["qa-bot@#^9", "range-unsatisfied", 9],
  ["qa-bot@1.2.9", "version-unknown", 8],
  ["qa-bot#refs/heads/a@b", "ref-unknown", 8],
  ["qa-bot@drafts#main", "ref-on-path", 15],
  ["qa-bot", "range-unsatisfied", 1],
  ["qa-bot@team", "range-unsatisfied", 1],
  ["qa-bot", "registry-unknown", 1],
];

test.each(ROWS)("%s with %s is at fault in column %i", (text, code, column) => {
  const error = failure(code, "What is wrong.", "What to do.");
  const placed = atColumn(error, text);
  expect(placed).toMatchObject({ code, cause: error, problems: [{ fix: "What to do." }] });
  expect(placed instanceof Failure && placed.message).toBe(`${JSON.stringify(text)}, column ${String(column)}: What is wrong.`);
});

test("of several problems, those that a part is to blame for have their column", () => {
  const [unreadable, unknown] = [failure("registry-config-invalid", "Unreadable.", ""), failure("version-unknown", "Unknown.", "")];
  const placed = atColumn(new Failure([...unreadable.problems, ...unknown.problems]), "a#1.0.0");
  expect(placed).toMatchObject({ problems: [{ message: "Unreadable." }, { message: '"a#1.0.0", column 3: Unknown.' }] });
});

test("what no part of a reference is to blame for stays as it is", () => {
  for (const error of [failure("git-network", "No route.", "Try later."), new Error("bug")]) expect(atColumn(error, "a#1")).toBe(error);
});
