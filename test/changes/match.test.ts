import fc from "fast-check";
import { expect, test } from "vitest";
import { createInterner } from "../../src/changes/intern.ts";
import { toItems, type Item } from "../../src/changes/items.ts";
import { findMoved, inNewerOrder, matchItems, type Matched } from "../../src/changes/match.ts";
import { readValue } from "./documents.ts";

interface Route {
  readonly from: string;
  readonly to: string;
  readonly more: number;
}

function route(from: string, to: string, more: number): Route {
  return { from, to, more };
}

function items(routes: readonly Route[]): readonly Item[] {
  const root = readValue(routes);
  return root.kind === "list" ? (toItems(root, { at: "", by: ["from"], apart: ["to"] }) ?? []) : [];
}

function match(before: readonly Route[], after: readonly Route[], byApart = false): Matched {
  return matchItems(items(before), items(after), createInterner(), byApart);
}

const pairs = ({ pairs: found }: Matched): readonly string[] =>
  found.map(({ before, after }) => `${before.index} ${after.index}`).toSorted();

test("items of one name are matched by what is most alike", () => {
  const [a, b, c] = [route("a", "x", 1), route("a", "x", 2), route("a", "y", 3)];
  expect(pairs(match([a, b, c], [c, b, a]))).toEqual(["0 2", "1 1", "2 0"]);
  expect(
    pairs(
      match(
        [a, c],
        [
          { ...c, more: 9 },
          { ...a, more: 9 },
        ],
      ),
    ),
  ).toEqual(["0 1", "1 0"]);
  expect(match([a], [b, c])).toMatchObject({ pairs: [{ after: { index: 0 } }], removed: [], added: [{ index: 1 }] });
});

test("what tells items apart matches them under other names only where it is there once", () => {
  const [a, b, c] = [route("a", "x", 1), route("b", "x", 1), route("c", "x", 1)];
  expect(pairs(match([a], [b], true))).toEqual(["0 0"]);
  expect(pairs(match([a], [b]))).toEqual([]);
  expect(pairs(match([a], [b, c], true))).toEqual([]);
});

const routes = fc.array(fc.record({ from: fc.constantFrom("a", "b", "c"), to: fc.constantFrom("x", "y"), more: fc.nat(1) }), {
  maxLength: 8,
});

test("every item is in one part, newer ones in their order and removed ones after those that were before them", () => {
  fc.assert(
    fc.property(routes, routes, (before, after) => {
      const order = inNewerOrder(match(before, after));
      const newer = order.flatMap((part) =>
        part.kind === "removed" ? [] : [part.kind === "pair" ? part.pair.after.index : part.item.index],
      );
      const older = order.flatMap((part) =>
        part.kind === "added" ? [] : [part.kind === "pair" ? part.pair.before.index : part.item.index],
      );
      expect(newer).toEqual(after.map((_, index) => index));
      expect(older.toSorted((a, b) => a - b)).toEqual(before.map((_, index) => index));
    }),
  );
});

test("as few items as can be have moved", () => {
  const named = (names: string): readonly Route[] => names.split("").map((from) => route(from, "x", 1));
  const moved = (before: string, after: string): readonly string[] =>
    [...findMoved(match(named(before), named(after)).pairs)].map(({ after: item }) => item.key);
  expect(moved("abcd", "abcd")).toEqual([]);
  expect(moved("abcd", "dabc")).toEqual(["d"]);
  expect(moved("abcd", "bcda")).toEqual(["a"]);
  expect(moved("abcd", "aXcd")).toEqual([]);
});
