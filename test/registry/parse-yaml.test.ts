import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import { parseYaml } from "../../src/registry/parse-yaml.ts";
import type { YamlNode } from "../../src/registry/yaml-node.ts";
import { rootOf, toFault, toValue } from "./yaml-values.ts";

const repeat = (text: string, length: number): string => text.repeat(Math.floor(length / text.length));

test("a flow is read with the places of its keys and values", () => {
  const lines = [
    "# Chat.",
    "name: chat",
    "components:",
    '  - name: "reader" # first',
    "    inputs: [context:goal,",
    "      other]",
    "prompt: |",
    "  a",
    "",
    "  b",
    "",
    "ends:",
    "  # below",
  ];
  expect(outline(rootOf(parseYaml(lines.join("\n"))))).toMatchInlineSnapshot(`
    [
      " 2:1-12 map",
      "/name (2:1) 2:7-2 "chat"",
      "/components (3:1) 4:3-6 list",
      "/components/0 4:5-6 map",
      "/components/0/name (4:5) 4:11-4 "reader"",
      "/components/0/inputs (5:5) 5:13-6 list",
      "/components/0/inputs/0 5:14-5 "context:goal"",
      "/components/0/inputs/1 6:7-6 "other"",
      "/prompt (7:1) 7:9-10 "a\\n\\nb\\n"",
      "/ends (12:1) 12:6-12 null",
    ]
  `);
});

/** A line each: path, where the key is, where the value begins, its last line, the value. */
function outline(node: YamlNode, path = "", key = ""): readonly string[] {
  const own = `${path} ${key}${node.at.line}:${node.at.column}-${node.endLine} ${node.kind === "scalar" ? JSON.stringify(node.value) : node.kind}`;
  if (node.kind === "scalar") return [own];
  if (node.kind === "list") return [own, ...node.items.flatMap((item, index) => outline(item, `${path}/${index}`))];
  const entries = [...node.entries].flatMap(([name, { at, value }]) => outline(value, `${path}/${name}`, `(${at.line}:${at.column}) `));
  return [own, ...entries];
}

describe("a text that is no flow has one fault", () => {
  const ROWS: readonly (readonly [name: string, text: string, fault: string])[] = [
    ["NUL", "a: 1\nb: x\0y\n", "2:5 The control character U+0000 is not allowed in YAML"],
    ["an escape character in a comment", "a: 1 # \u001b[2J\n", "1:8 The control character U+001B is not allowed in YAML"],
    ["a control character of Latin 1", "a: \u0090\n", "1:4 The control character U+0090 is not allowed in YAML"],
    ["half a surrogate pair", "a: 😀\nb: \ud83d\n", "2:4 The control character U+D83D is not allowed in YAML"],
    [
      "10,000,000 characters in a value",
      `a: ${"x".repeat(10_000_000)}`,
      "1:1 The file has 10000003 characters; no more than 2000000 are read",
    ],
    ["a tab that indents", "a:\n\tb: 1\n", "2:1 Tabs are not allowed as indentation"],
    ["a fault after a byte order mark", "\ufeffa: *b\n", "1:4 The alias *b has no anchor before it"],
    ["a column after a character of two units", 'a: ["😀", *b]\n', "1:11 The alias *b has no anchor before it"],
    ["CRLF before it", "a: 1\r\nb: 2\r\na: 3\r\n", '3:1 The key "a" is there twice; the first one is in line 1'],
  ];

  test.each(ROWS)("%s", (_, text, fault) => {
    expect(toFault(parseYaml(text))).toBe(fault);
  });

  test("whose sentence has a bound, however long a name it quotes", () => {
    const fault = toFault(parseYaml(`a: *${"x".repeat(100_000)}`));
    expect(fault).toMatch(/^1:4 The alias \*x+…$/);
    expect(fault.length).toBeLessThan(320);
  });
});

describe("what not every reader takes is a warning", () => {
  const ROWS: readonly (readonly [name: string, text: string, warnings: readonly string[]])[] = [
    ["a byte order mark", "\ufeffa: 1\n", ["1:1 The file begins with a byte order mark, which not every reader takes"]],
    ["the first merge key", "a: &a { b: 1 }\nc:\n  <<: *a\nd:\n  <<: *a\n", ["3:3 The merge key << is not merged by readers of YAML 1.2"]],
    ["YAML 1.1", "%YAML 1.1\n---\na: on\n", ["1:1 The file asks for YAML 1.1, and is read as YAML 1.2"]],
    ["a version that nobody knows", "# x\n%YAML 1.3\n---\na: on\n", ["2:7 Unsupported YAML version 1.3"]],
    ["none in YAML 1.2 with a tag", "%YAML 1.2\n---\na: !file x\n", []],
  ];

  test.each(ROWS)("%s", (_, text, warnings) => {
    const parsed = parseYaml(text);
    expect(parsed.ok && parsed.warnings.map(({ at, message }) => `${at.line}:${at.column} ${message}`)).toEqual(warnings);
  });
});

test("the leading comment is kept with its lines", () => {
  const parsed = parseYaml("# one\n\n---\n#   two\na: 1 # no\n# no\n");
  expect(parsed.ok && parsed.comments).toEqual([
    { line: 1, text: "one" },
    { line: 4, text: "  two" },
  ]);
});

describe("values are those of YAML 1.2's core schema", () => {
  const ROWS: readonly (readonly [text: string, value: unknown])[] = [
    ["", null],
    ["# comment\n", null],
    ["---\n...\n", null],
    ["\ufeff", null],
    ["\ufeff\ufeff", "\ufeff"],
    ["\ufeff%YAML 1.2\n---\na: 1", { a: 1 }],
    ["text", "text"],
    ["[1.10, 010, 0x1F, 0o17, -1e3, .inf]", [1.1, 10, 31, 15, -1000, Infinity]],
    ["[yes, no, on, off, y, n, True, FALSE]", ["yes", "no", "on", "off", "y", "n", true, false]],
    ["[~, null, Null, '', 'null', ]", [null, null, null, "", "null"]],
    ["%YAML 1.1\n---\n[on, 017, 1_000, 2020-01-01]", ["on", 17, "1_000", "2020-01-01"]],
    ["a: >-\n  folded\n  text\nb: |+\n  kept\n\n", { a: "folded text", b: "kept\n\n" }],
    ["a: [b: c, d]\ne: { f, g: }\n", { a: [{ b: "c" }, "d"], e: { f: null, g: null } }],
    ["'\u00a0\ufeff': \"\\u0000\"", { "\u00a0\ufeff": "\0" }],
  ];

  test.each(ROWS)("%j", (text, value) => {
    expect(toValue(rootOf(parseYaml(text)))).toEqual(value);
  });

  test("and names that mean something to JavaScript are keys like others", () => {
    const root = rootOf(parseYaml("__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n"));
    expect(root.kind === "map" && [...root.entries.keys()]).toEqual(["__proto__", "constructor"]);
    expect({}).not.toHaveProperty("polluted");
  });
});

/** Strings that a YAML file may hold as they are. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const printable = fc.string({ unit: "grapheme" }).filter((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/.test(text));

test("whatever has been printed as YAML is read as it was", () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, tie("scalar"), tie("list"), tie("map")),
    scalar: fc.oneof(printable, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    list: fc.array(tie("value"), { maxLength: 5 }),
    map: fc.dictionary(
      printable.filter((key) => key !== "<<"),
      tie("value"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  }));
  fc.assert(
    fc.property(value, fc.boolean(), (before, plain) => {
      const text = plain ? stringify(before) : JSON.stringify(before);
      // Minus zero is zero in JSON.
      expect(JSON.stringify(toValue(rootOf(parseYaml(text))))).toBe(JSON.stringify(before));
    }),
    { numRuns: 500 },
  );
});

const LIBRARY = { schema: "core", merge: true, stringKeys: true, resolveKnownTags: false, uniqueKeys: false } as const;

test("any text at all is read as the library reads it, or has a fault at a place of it", () => {
  const PIECES = [
    "a",
    "b: ",
    ":",
    "\n",
    "\r\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&x ",
    "*x",
    "!t ",
    "!!int ",
    "|\n",
    ">-\n",
    "'",
    '"',
  ];
  const MORE = [
    "#",
    " #c\n",
    "---\n",
    "...\n",
    "\t",
    "? ",
    "%YAML 1.1\n",
    "%TAG ! a\n",
    "\0",
    "é",
    "\ufeff",
    "<<: ",
    "1.10",
    "null",
    "\\",
    "@",
  ];
  const any = fc.oneof(
    fc.array(fc.constantFrom(...PIECES, ...MORE), { maxLength: 30 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(any, (text) => {
      const parsed = parseYaml(text);
      if (parsed.ok) {
        const document = parseDocument(text, { ...LIBRARY, logLevel: "silent" });
        // A key that is an alias is no string to the library, whatever it stands for.
        expect(document.errors.filter(({ code }) => code !== "NON_STRING_KEY")).toEqual([]);
        if (document.errors.length === 0) expect(toValue(parsed.root)).toEqual(document.toJS({ maxAliasCount: -1 }));
      } else {
        const { at, message } = parsed.fault;
        const lines = text.replace(/^\ufeff/, "").split("\n");
        expect(message).not.toBe("");
        expect(at.line).toBeGreaterThan(0);
        expect(at.column).toBeGreaterThan(0);
        expect(at.column).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? -1) + 1);
      }
    }),
    { numRuns: 3000 },
  );
});

describe("two million characters are answered soon", () => {
  const FILES: readonly (readonly [name: string, text: string, fault: RegExp])[] = [
    ["one value", `a: ${repeat("x", 1_999_000)}`, /^$/],
    ["one value of escapes", `a: "${repeat("\\n", 1_999_000)}"`, /^$/],
    ["one text of many lines", `a: >\n${repeat("  b\n\n", 1_999_000)}`, /^$/],
    ["a list", repeat("- x\n", 1_999_000), /^120001:1 .*words and signs/],
    ["commas", `[${repeat(",", 599_000)}`, /^1:3 Unexpected ,/],
    ["brackets that close", repeat("]", 599_000), /^1:1 Unexpected/],
    ["tags that nobody knows", repeat("- !a x\n", 590_000), /^$/],
    ["anchors on one value", `${repeat("&a ", 899_000)}x`, /^1:4 A node can have at most one anchor/],
    ["tag directives", `${repeat("%TAG !t! tag:x,\n", 1_999_000)}---\na: 1`, /^$/],
    ["keys", Array.from({ length: 80_000 }, (_, key) => `key_${key}: 1`).join("\n"), /^$/],
  ];

  test.each(FILES)("as %s", { timeout: 10_000 }, (_, text, fault) => {
    expect(toFault(parseYaml(text))).toMatch(fault);
  });
});
