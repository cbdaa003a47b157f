import { describe, expect, test } from "vitest";
import { buildTree, type BuiltTree } from "../../src/registry/build-tree.ts";
import { composeYaml } from "../../src/registry/compose-yaml.ts";
import { createTextPlaces } from "../../src/registry/text-places.ts";
import type { YamlNode } from "../../src/registry/yaml-node.ts";
import { bomb, toValue } from "./yaml-values.ts";

function read(text: string): BuiltTree {
  const composed = composeYaml(text);
  if (!composed.ok) throw new Error(composed.fault.message);
  return buildTree(composed.contents, text, createTextPlaces(text));
}

function readRoot(text: string): YamlNode {
  const built = read(text);
  if (!built.ok) throw new Error(built.fault.message);
  return built.root;
}

/** The value of a key of the root. */
function valueOf(text: string, key: string): YamlNode {
  const root = readRoot(text);
  const entry = root.kind === "map" ? root.entries.get(key) : undefined;
  if (entry === undefined) throw new Error(`no ${key}`);
  return entry.value;
}

describe("a fault", () => {
  /** Maps that each merge the one before: together they would have two million entries. */
  const chain = `- &a0 { k: 1 }\n${Array.from({ length: 2000 }, (_, n) => `- &a${n + 1} { <<: *a${n}, k${n}: 1 }\n`).join("")}`;
  /** Fifty levels of lists around what comes before. */
  const nested = (inner: string): string => `${"[".repeat(50)}${inner}${"]".repeat(50)}`;
  const stairs = `- &a ${nested("x")}\n- &b ${nested("*a")}\n- &c ${nested("*b")}\n- ${nested("*c")}\n`;
  const indented = Array.from({ length: 201 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");

  const ROWS: readonly (readonly [name: string, text: string, line: number, column: number, message: RegExp])[] = [
    ["an alias without an anchor", "a: 1\nb: *c\n", 2, 4, /^The alias \*c has no anchor before it$/],
    ["an alias before its anchor", "a: *b\nc: &b 1\n", 1, 4, /\*b has no anchor/],
    ["a list in itself", "a: &b [1, *b]\n", 1, 11, /^The alias \*b stands within what it names$/],
    ["a map in itself", "&a\nb:\n  c: *a\n", 3, 6, /\*a stands within/],
    ["a map that is its own key", "&a { ? *a : 1 }\n", 1, 8, /\*a stands within/],
    ["a map that is merged into itself", "a: &b\n  c: 1\n  <<: *b\n", 3, 7, /\*b stands within/],
    ["a name of itself again, although an earlier value had it", "a: &b 1\nc: &b [*b]\n", 2, 8, /\*b stands within/],
    ["a key twice", "a: 1\nb: 2\na: 3\n", 3, 1, /^The key "a" is there twice; the first one is in line 1$/],
    ["a key twice, as text and as a number", '{ 1: a, "1": b }', 1, 9, /"1" is there twice/],
    ["an empty key twice", ": a\n'': b\n", 2, 1, /"" is there twice/],
    ["a key twice by an alias", "a: &x b\nb: 1\n*x : 2\n", 3, 1, /"b" is there twice/],
    ["a map as a key", "{ a: 1 }: b\n", 1, 1, /^A key must be text, and this one is a list or a map$/],
    ["a list as a key", "a:\n  ? - b\n  : c\n", 2, 5, /list or a map/],
    ["an alias to a list as a key", "a: &x [1]\n*x : 2\n", 2, 1, /list or a map/],
    ["a tag on a key", "!t a: 1\n", 1, 4, /has the tag !t$/],
    ["a merge of a text", "a:\n  b: 1\n  <<: text\n", 3, 7, /^Only maps can be merged with <<$/],
    ["a merge of nothing", "a:\n  <<:\n", 2, 6, /Only maps/],
    ["a merge of a list of texts", "a: &a { b: 1 }\nc:\n  <<: [*a, text]\n", 3, 7, /Only maps/],
    ["aliases that multiply", bomb(25), 6, 45, /^The file has more than 100000 values/],
    ["merges that multiply", chain, 316, 9, /more than 100000 values/],
    ["more values than a flow can have", `[${"a,".repeat(100_001)}]`, 1, 200_002, /more than 100000 values/],
    ["201 levels", indented, 201, 201, /^The values are nested deeper than 200 levels$/],
    ["levels that aliases add up", stairs, 4, 53, /deeper than 200/],
  ];

  test.each(ROWS)("is %s", (_, text, line, column, message) => {
    const built = read(text);
    expect(built.ok).toBe(false);
    if (built.ok) return;
    expect(createTextPlaces(text).placeOf(built.fault.offset)).toEqual({ line, column });
    expect(built.fault.message).toMatch(message);
  });

  test("is none of what is just within the bounds", () => {
    expect(read(`[${"a,".repeat(100_000)}]`).ok).toBe(true);
    expect(read(`${"[".repeat(200)}${"]".repeat(200)}`).ok).toBe(true);
    expect(read(bomb(4)).ok).toBe(true);
    expect(read(chain.split("\n").slice(0, 300).join("\n")).ok).toBe(true);
    expect(read(stairs.split("\n").slice(0, 3).join("\n")).ok).toBe(true);
  });
});

describe("keys", () => {
  test.each([
    ["1.10: x", "1.10"],
    ["on: x", "on"],
    ["null: x", "null"],
    ["~: x", "~"],
    ["0x1F: x", "0x1F"],
    ["'1.10': x", "1.10"],
    ['"a\\tb": x', "a\tb"],
    ["? |\n  a\n: x", "a\n"],
    ["!!str 1: x", "1"],
    [": x", ""],
    ["'<<': x", "<<"],
  ])("of %j are %j", (text, key) => {
    expect(toValue(readRoot(text))).toEqual({ [key]: "x" });
  });

  test("that are aliases are what their anchors say as keys", () => {
    expect(toValue(readRoot("- &x 1.10\n- { *x : a }\n- { &y b: *y }\n"))).toEqual([1.1, { "1.10": "a" }, { b: "b" }]);
  });
});

test("an alias is the very node of its anchor, and of the last one of its name", () => {
  const root = readRoot("- &a [1]\n- *a\n- &a [2]\n- *a\n");
  expect(toValue(root)).toEqual([[1], [1], [2], [2]]);
  expect(root.kind === "list" && root.items[0] === root.items[1]).toBe(true);
});

describe("merge keys", () => {
  const maps = "a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\n";

  test.each([
    ["own keys win, before and after", "{ x: 3, <<: *a, y: 4 }", { x: 3, y: 4 }],
    ["the earlier map of a list wins", "{ <<: [*b, *a] }", { x: 1, y: 2, z: 2 }],
    ["the earlier of two merge keys wins", "{ <<: *a, <<: *b }", { x: 1, y: 1, z: 2 }],
    ["a map can stand where it is merged", "{ <<: { <<: *a, w: 5 } }", { w: 5, x: 1, y: 1 }],
    ["a list of maps that are written out", "{ <<: [{ v: 1 }, { v: 2, w: 5 }] }", { v: 1, w: 5 }],
    ["an empty list merges nothing", "{ <<: [], w: 5 }", { w: 5 }],
  ])("%s", (_, map, value) => {
    expect(toValue(valueOf(`${maps}c: ${map}\n`, "c"))).toEqual(value);
  });

  test("are told once, by the first one", () => {
    const built = read(`${maps}c: { <<: *a }\nd: { <<: *b }\n`);
    expect(built.ok && built.merge?.offset).toBe(maps.length + 5);
    expect(read(maps)).toMatchObject({ merge: null });
  });

  test("keep the places of what is merged", () => {
    const node = valueOf(`${maps}c: { <<: *b }\n`, "c");
    expect(node.kind === "map" && node.entries.get("z")?.at).toEqual({ line: 2, column: 15 });
  });
});

describe("tags", () => {
  test.each([
    ["!file x", "!file"],
    ["!file [x]", "!file"],
    ["!file { x: 1 }", "!file"],
    ["!<tag:example.com,2000:a> x", "tag:example.com,2000:a"],
    ["!!binary aGk=", "tag:yaml.org,2002:binary"],
    ["!!set { x }", "tag:yaml.org,2002:set"],
    ["!!int x", "tag:yaml.org,2002:int"],
    ["!!map [x]", "tag:yaml.org,2002:map"],
    ["! x", null],
    ["!!str 1", null],
    ["!!int 1", null],
    ["!!float 1.5", null],
    ["!!bool true", null],
    ["!!null null", null],
    ["!!seq [x]", null],
    ["!!map { x: 1 }", null],
  ])("of %j are %j", (text, tag) => {
    expect(valueOf(`a: ${text}\n`, "a").tag).toBe(tag);
  });
});

describe("the last line of a value", () => {
  test.each([
    ["a: x # y\n\n", 1],
    ["a:\n", 1],
    ["a: b\n  c\n\n\nd: e\n", 2],
    ["a: |\n  b\n\n  c\n\n\nd: e\n", 4],
    ["a: |+\n\n\nd: e\n", 1],
    ["a: [b,\n  c\n  ] # d\n\n", 3],
    ["a:\n  - b\n  - c:\n\n# d\n", 3],
    ["a:\n  b: 'c\n    d'\n# e\n", 3],
    ['a: "b"', 1],
  ])("of %j is %i", (text, line) => {
    expect(valueOf(text, "a").endLine).toBe(line);
  });

  test("is that of the alias where an alias is the end", () => {
    expect(valueOf("b: &b [1,\n  2]\na:\n  - 1\n  - *b\n", "a").endLine).toBe(5);
  });
});
