import { expect, test } from "vitest";
import { createInterner } from "../../src/changes/intern.ts";
import { createReader } from "../../src/changes/places.ts";
import type { Collection, PlaceMeaning } from "../../src/changes/profile.ts";
import { createTell } from "../../src/changes/tell.ts";
import { compareDocuments } from "../../src/changes/walk.ts";
import { brief, read } from "./documents.ts";

/** A format of its own: a further profile is data and nothing else. */
function compare(before: string, after: string, collections: readonly Collection[], meanings: readonly PlaceMeaning[]): readonly string[] {
  const reader = createReader({ meanings, collections });
  const nobody = { before: () => new Set<string>(), after: () => new Set<string>() };
  return compareDocuments(read(before), read(after), {
    reader,
    idOf: createInterner(),
    tell: createTell(reader, "anything", nobody),
    renamesOf: () => [],
    originalOf: (node) => node,
  }).map(brief);
}

test.each<readonly [string, string, string, readonly Collection[], readonly PlaceMeaning[], readonly string[]]>([
  ["a missing list is as good as an empty one", "{}", "x: []", [{ at: "x", by: "words" }], [], []],
  ["so is a missing map", "{}", "x: {a: 1}", [{ at: "x", by: "keys" }], [], ["added anything a"]],
  ["a list that nobody knows is there or not", "{}", "x: []", [], [], ["added anything x"]],
  ["a value that is implied changes", "{}", "x: 2", [], [{ at: "x", subject: "model", absent: 1 }], ["changed model x"]],
  ["and is no change where it is spelled out", "{}", "x: 1", [], [{ at: "x", subject: "model", absent: 1 }], []],
  ["everything covers what is named", "x: [a]", "{}", [{ at: "x", by: "words", absent: "*" }], [], ["added anything *"]],
  [
    "a value that is a name is gone when another is there",
    "x: a",
    "x: b",
    [],
    [{ at: "x", subject: "tool", named: "by-value", prefix: "t:" }],
    ["removed tool t:a", "added tool t:b"],
  ],
  [
    "parts are told, however deep they are",
    "{}",
    "x: {y: {z: [1]}, t: 1}",
    [],
    [
      { at: "x.y.z", subject: "tool", part: true },
      { at: "x.y.z.*", subject: "route", part: true },
    ],
    ["added anything x > added tool z > added route 0"],
  ],
  ["sets have no order", "x: [a, b]", "x: [b, a]", [{ at: "x", by: "words" }], [], []],
  [
    "lists with an order do",
    "x: [{n: a}, {n: b}]",
    "x: [{n: b}, {n: a}]",
    [{ at: "x", by: ["n"], ordered: true }],
    [],
    ["moved anything b 1 to 0"],
  ],
])("%s", (_, before, after, collections, meanings, changes) => {
  expect(compare(before, after, collections, meanings)).toEqual(changes);
});
