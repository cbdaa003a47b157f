import { expect, test } from "vitest";
import { disagreeing, toLookup, usedBelow } from "../../src/resolve/lock-lookup.ts";
import { entriesOf, LOCK, locked, lockOf, SAME, uses } from "./locked.ts";

test("a lock says what a reference means, by its entry or as a dependency; an entry of another reference says nothing", () => {
  const lookup = toLookup(entriesOf({ ...SAME, c: "c#^2" }), LOCK);
  expect(["a#^1", "shared#^1", "c#^1", "c#^2", "__proto__"].map((reference) => lookup(reference)?.flow ?? null)).toEqual([
    "a",
    "shared",
    null,
    null,
    null,
  ]);
});

test("what flows use is followed to its end, once, however many there are", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `f${index}`);
  const lock = lockOf(
    Object.fromEntries(names.map((name, index) => [name, [name, locked(name, "1.0.0", uses(`f${index + 1}`, "shared", "f0"))] as const])),
  );
  const entries = entriesOf(Object.fromEntries(names.map((name) => [name, name])));
  // Beginning anew for each of them would be fifty million steps.
  expect(usedBelow(names, toLookup(entries, lock)).size).toBe(10_002);
});

test("two entries of one reference that say different things are told, and nothing else", () => {
  const lock = lockOf({ a: ["x", locked("x")], b: ["x", locked("x", "2.0.0")], c: ["y", locked("y")], d: ["y", locked("y")] });
  expect(disagreeing(entriesOf({ a: "x", b: "x", c: "y", d: "y" }), lock)).toEqual(["x"]);
});
