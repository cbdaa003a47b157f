import { describe, expect, test } from "vitest";
import type { Lock } from "../../src/resolve/locked.ts";
import { planLock, type LockUpdate } from "../../src/resolve/plan-lock.ts";
import { entriesOf, LOCK, locked, lockOf, SAME, uses } from "./locked.ts";

function plan(references: Readonly<Record<string, string>>, update: LockUpdate = { kind: "changed" }, lock: Lock = LOCK): object {
  const { kept, resolve, renewed } = planLock(entriesOf(references), lock, update);
  return {
    kept: kept.map(({ entry, locked: { flow } }) => `${entry.name}=${flow}`),
    resolve: resolve.map(({ name }) => name),
    renewed: [...renewed].toSorted(),
  };
}

describe("what a lock resolves", () => {
  test("is nothing when nothing changed", () => {
    expect(plan(SAME)).toEqual({ kept: ["a=a", "b=b", "c=c"], resolve: [], renewed: [] });
  });

  test("is what is new, and what has another reference", () => {
    expect(plan({ b: "b#^2", c: "c#^1", d: "d" })).toEqual({ kept: ["c=c"], resolve: ["b", "d"], renewed: [] });
  });

  test("is not what is only called differently", () => {
    expect(plan({ z: "a#^1", y: "deep#^1" })).toEqual({ kept: ["z=a", "y=deep"], resolve: [], renewed: [] });
  });

  test("is everything with --update, dependencies among it", () => {
    expect(plan(SAME, { kind: "all" })).toEqual({ kept: [], resolve: ["a", "b", "c"], renewed: ["deep#^1", "only-a#^1", "shared#^1"] });
  });

  test("is one name with --update <name>, and what it uses", () => {
    expect(plan(SAME, { kind: "one", name: "b" })).toEqual({ kept: ["a=a", "c=c"], resolve: ["b"], renewed: ["deep#^1", "shared#^1"] });
  });

  test("is every name of the reference that is updated", () => {
    const lock = lockOf({ a: ["a#^1", locked("a")], twin: ["a#^1", locked("a")] });
    expect(plan({ a: "a#^1", twin: "a#^1" }, { kind: "one", name: "twin" }, lock)).toMatchObject({ kept: [], resolve: ["a", "twin"] });
  });

  test("is what a merge left with two meanings", () => {
    const lock = lockOf({ a: ["a#^1", locked("a", "1.0.0")], c: ["c", locked("c")], twin: ["a#^1", locked("a", "1.1.0")] });
    expect(plan({ a: "a#^1", c: "c", twin: "a#^1" }, { kind: "changed" }, lock)).toMatchObject({ kept: ["c=c"], resolve: ["a", "twin"] });
  });

  test("is what was edited to something that its reference cannot mean", () => {
    const lock = lockOf({ a: ["a#^3", locked("a", "2.0.0")], c: ["c", locked("c")] });
    expect(plan({ a: "a#^3", c: "c" }, { kind: "changed" }, lock)).toMatchObject({ kept: ["c=c"], resolve: ["a"] });
  });

  test("ends where flows use each other", () => {
    const lock = lockOf({ a: ["a", locked("a", "1.0.0", uses("b"))] }, { b: locked("b", "1.0.0", uses("a", "b")) });
    expect(plan({ a: "a" }, { kind: "one", name: "a" }, lock)).toMatchObject({ resolve: ["a"], renewed: ["a", "b"] });
  });
});
