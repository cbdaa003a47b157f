import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { parseYaml } from "../../src/registry/parse-yaml.ts";
import { sameValue } from "../../src/registry/same-value.ts";
import type { YamlNode } from "../../src/registry/yaml-node.ts";
import { rootOf } from "./yaml-values.ts";

const ROWS: readonly (readonly [name: string, a: string, b: string, same: boolean])[] = [
  ["one text, wherever it is", "a: x", "# c\n\n'a':   \"x\"", true],
  ["the order of keys", "{a: 1, b: 2}", "{b: 2, a: 1}", true],
  ["the order of a list", "[1, 2]", "[2, 1]", false],
  ["aliases and copies", "a: &x [1, {b: c}]\nd: *x", "a: [1, {b: c}]\nd: [1, {b: c}]", true],
  ["an alias to something else", "a: &x [1]\nb: &y [2]\nc: *x", "a: &x [1]\nb: &y [2]\nc: *y", false],
  ["merged keys and copies", "a: &x {b: 1}\nc: {<<: *x, d: 2}", "a: {b: 1}\nc: {d: 2, b: 1}", true],
  ["a number and its text", "1", "'1'", false],
  ["a number written in another way", "1.10", "1.1", true],
  ["two that are no numbers", ".nan", ".NaN", true],
  ["zero and minus zero", "0", "-0", true],
  ["null and an empty text", "~", "''", false],
  ["null and nothing", "", "null", true],
  ["an empty list and an empty map", "[]", "{}", false],
  ["a longer list", "[1]", "[1, 1]", false],
  ["a key more", "{a: 1}", "{a: 1, b: 1}", false],
  ["another key", "{a: 1, c: 1}", "{a: 1, b: 1}", false],
  ["a name that all objects have", "{toString: 1}", "{b: 1}", false],
  ["one tag", "!t x", "!t 'x'", true],
  ["two tags", "!t x", "!u x", false],
  ["a tag on a list", "!t [x]", "[x]", false],
  ["a tag on a map", "!t {x: 1}", "{x: 1}", false],
];

test.each(ROWS)("%s", (_, a, b, same) => {
  const [first, second] = [rootOf(parseYaml(a)), rootOf(parseYaml(b))];
  expect(sameValue(first, second)).toBe(same);
  expect(sameValue(second, first)).toBe(same);
});

test("values are the same exactly when they are printed alike", () => {
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: true });
  const read = (json: unknown): YamlNode => rootOf(parseYaml(stringify(json)));
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameValue(read(a), read(JSON.parse(JSON.stringify(a))))).toBe(true);
      expect(sameValue(read([a, b]), read([b, a]))).toBe(sameValue(read(a), read(b)));
    }),
  );
});

/** A list of two, each of which is the same list of two, and so on: 2 to the power of `levels` leaves. */
function shared(levels: number, leaf: string): YamlNode {
  const at = { line: 1, column: 1 };
  let node: YamlNode = { kind: "scalar", value: leaf, tag: null, at, endLine: 1 };
  for (let level = 0; level < levels; level += 1) node = { kind: "list", tag: null, items: [node, node], at, endLine: 1 };
  return node;
}

test("nodes that are shared exponentially often are compared once", () => {
  expect(sameValue(shared(100, "x"), shared(100, "x"))).toBe(true);
  expect(sameValue(shared(100, "x"), shared(100, "y"))).toBe(false);
  expect(sameValue(shared(100, "x"), shared(99, "x"))).toBe(false);
});
