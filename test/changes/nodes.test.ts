import fc from "fast-check";
import { expect, test } from "vitest";
import { impliedList, impliedMap, impliedScalar, textAt, textOf, toPlain, toShown, valueAt } from "../../src/changes/nodes.ts";
import { read, readValue } from "./documents.ts";

test("a document is as plain as the value that it was written from", () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((json): unknown => JSON.parse(JSON.stringify(json).replaceAll("-0", "0")));
  fc.assert(
    fc.property(value, (json) => {
      expect(toPlain(readValue(json))).toEqual(json);
    }),
  );
});

test("texts and values are found below keys, and only there", () => {
  const root = read("{a: {b: 1, c: ~}, d: [x]}");
  expect([textAt(root, "a.b"), textAt(root, "a.c"), textAt(root, "a"), textAt(root, "d.0"), textAt(root, "constructor")]).toEqual([
    "1",
    null,
    null,
    null,
    null,
  ]);
  expect(textOf(valueAt(root, "d"))).toBeNull();
});

test("what is shown of a value is the scalar or the size", () => {
  expect(["x", "[1, 2]", "{a: 1}"].map((text) => toShown(read(text)))).toEqual([
    { kind: "scalar", value: "x" },
    { kind: "list", size: 2 },
    { kind: "map", size: 1 },
  ]);
});

test("implied values stand where they would belong", () => {
  const at = { line: 3, column: 5 };
  expect([impliedScalar(1, at), impliedList(["*"], at), impliedMap(at)].map((node) => [toPlain(node), node.at])).toEqual([
    [1, at],
    [["*"], at],
    [{}, at],
  ]);
});
