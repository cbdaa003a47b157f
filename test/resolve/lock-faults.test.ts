import { describe, expect, test } from "vitest";
import { findFaults } from "../../src/resolve/lock-faults.ts";
import { EMPTY_LOCK, type Lock } from "../../src/resolve/locked.ts";
import { entriesOf, LOCK, locked, lockOf, SAME } from "./locked.ts";

describe("a lock fits", () => {
  test("when it says the same", () => {
    expect(findFaults(entriesOf(SAME), LOCK)).toEqual([]);
    expect(findFaults([], EMPTY_LOCK)).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, Lock, readonly (readonly [string, string])[]]>([
    ["an entry is missing", { ...SAME, d: "d" }, LOCK, [["d", "missing"]]],
    ["the reference is another one", { ...SAME, c: "c#^2" }, LOCK, [["c", "other-reference"]]],
    ["the reference is spelled in another way", { ...SAME, c: "c#^1.0" }, LOCK, [["c", "other-reference"]]],
    ["an entry is gone", { a: "a#^1", b: "b#^1" }, LOCK, [["c", "too-many"]]],
    [
      "nothing uses a dependency any more",
      { b: "b#^1", c: "c#^1" },
      LOCK,
      [
        ["a", "too-many"],
        ["only-a#^1", "too-many"],
      ],
    ],
    [
      "a merge lost a dependency",
      SAME,
      { ...LOCK, dependencies: new Map([...LOCK.dependencies].filter(([name]) => name !== "shared#^1")) },
      [
        ["deep#^1", "too-many"],
        ["shared#^1", "dependency-missing"],
      ],
    ],
    [
      "one reference has two meanings",
      { a: "a", b: "a" },
      lockOf({ a: ["a", locked("a", "1.0.0")], b: ["a", locked("a", "2.0.0")] }),
      [
        ["a", "disagrees"],
        ["b", "disagrees"],
      ],
    ],
  ])("and does not when %s", (_, references, lock, expected) => {
    expect(findFaults(entriesOf(references), lock).map(({ name, fault }) => [name, fault])).toEqual(expected);
  });
});
