import { expect, test } from "vitest";
import { guessCollection, toItems } from "../../src/changes/items.ts";
import type { Collection } from "../../src/changes/profile.ts";
import { read } from "./documents.ts";

function names(text: string, collection: Omit<Collection, "at">): readonly string[] | null {
  const root = read(text);
  return root.kind === "scalar" ? null : (toItems(root, { at: "", ...collection })?.map(({ name }) => name) ?? null);
}

test.each([
  ["the first field that is there", "[{as: a, from: b}, {from: c}, d]", { by: ["as", "from"] }, ["a", "c", "d"]],
  ["words, also those that have options", "[a, {b: {x: 1}, c: ~}, a]", { by: "words" }, ["a", "b", "c"]],
  ["keys", "{a: 1, b: 2}", { by: "keys" }, ["a", "b"]],
  [
    "what tells those apart which share a name",
    "[{from: a, to: b}, {from: a, to: c}, {from: a, to: c}, {from: b}, {from: b}]",
    { by: ["from"], apart: ["to"] },
    ["a → b", "a → c", "a → c #2", "b", "b #2"],
  ],
  ["no name, where an item has none", "[{name: a}, {}, ~]", { by: ["name"] }, ["a", "(no name)", "(no name) #2"]],
  ["none in a map whose keys are no names", "{a: 1}", { by: ["name"] }, null],
] as const)("items are named by %s", (_, text, collection, expected) => {
  expect(names(text, collection)).toEqual(expected);
});

test("a text is taken for its long form", () => {
  const root = read("[x]");
  const [item] = root.kind === "list" ? (toItems(root, { at: "", by: ["as", "from"], short: "from" }) ?? []) : [];
  expect(item?.node.kind === "map" ? item.node.entries.get("from")?.value : null).toMatchObject({ value: "x" });
  expect(item?.written).toMatchObject({ kind: "scalar", value: "x" });
});

test.each([
  ["[{id: a}, {id: b}]", "[{id: c}]", ["id"]],
  ["[{id: a, name: x}, {id: b, name: x}]", "[{id: c, name: x}]", ["id"]],
  ["[{id: a}, {id: a}]", "[]", null],
  ["[{id: a}]", "[{name: a}]", null],
  ["[]", "[]", null],
  ["[1]", "[2]", null],
])("unknown lists %s and %s are matched by a key that names all their items", (before, after, by) => {
  const [old, now] = [read(before), read(after)];
  expect(old.kind === "list" && now.kind === "list" ? (guessCollection(old, now)?.by ?? null) : "no lists").toEqual(by);
});
