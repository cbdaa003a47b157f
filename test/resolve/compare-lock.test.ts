import { describe, expect, test } from "vitest";
import { compareLocks } from "../../src/resolve/compare-lock.ts";
import { EMPTY_LOCK } from "../../src/resolve/locked.ts";
import { LOCK, locked, lockOf, uses } from "./locked.ts";

describe("two locks", () => {
  test("differ by what was added, removed and updated; the rest is counted", () => {
    const after = lockOf(
      { a: ["a#^1", locked("a", "1.1.0", uses("shared#^1"))], b: ["b#^1", locked("b", "1.0.0", uses("shared#^1"))], d: ["d", locked("d")] },
      { "shared#^1": locked("shared", "1.0.0", uses("deep#^1")), "deep#^1": locked("deep") },
    );
    const { changes, unchanged } = compareLocks(LOCK, after);
    expect(changes.map((change) => [change.of, change.name, change.kind === "updated" ? change.differs : change.kind])).toEqual([
      ["flow", "a", ["version", "tag", "path", "flows"]],
      ["flow", "c", "removed"],
      ["flow", "d", "added"],
      ["dependency", "only-a#^1", "removed"],
    ]);
    expect(unchanged).toBe(3);
  });

  test("differ in a reference that means the same, since the file does", () => {
    const [before, after] = ["a#1.0.0", "a#v1.0.0"].map((reference) => lockOf({ a: [reference, locked("a")] }));
    expect(compareLocks(before ?? EMPTY_LOCK, after ?? EMPTY_LOCK).changes).toMatchObject([{ kind: "updated", differs: ["reference"] }]);
  });
});
