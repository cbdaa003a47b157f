import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { parseLockLines, renderKey, renderText, type LockNode } from "../../src/resolve/lock-lines.ts";

type Plain = string | { readonly [key: string]: Plain };

function toPlain(node: LockNode): Plain {
  return node.kind === "text" ? node.text : Object.fromEntries([...node.entries].map(([key, value]) => [key, toPlain(value)]));
}

function render(value: { readonly [key: string]: Plain }, indent = ""): string {
  return Object.entries(value)
    .map(([key, below]) => {
      const start = `${indent}${renderKey(key)}:`;
      if (typeof below === "string") return `${start} ${renderText(below)}\n`;
      return Object.keys(below).length === 0 ? `${start} {}\n` : `${start}\n${render(below, `${indent}  `)}`;
    })
    .join("");
}

const WORDS = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("true", "1", "~", "a b", "#", '"', "\\", "\u202e"),
);
const KEYS = WORDS.filter((key) => key !== "__proto__");
const TREES = fc.letrec<{ map: { readonly [key: string]: Plain }; value: Plain }>((tie) => ({
  map: fc.dictionary(KEYS, tie("value"), { maxKeys: 4, depthIdentifier: "tree" }),
  value: fc.oneof({ depthIdentifier: "tree", maxDepth: 3 }, WORDS, tie("map")),
}));

test("whatever was rendered is read as it was, by this reader and by any of YAML", () => {
  fc.assert(
    fc.property(TREES.map, (tree) => {
      const text = render(tree);
      const lines = parseLockLines(text);
      expect(lines.ok && toPlain(lines.root)).toEqual(tree);
      if (Object.keys(tree).length > 0) expect(parse(text, { stringKeys: true })).toEqual(tree);
    }),
    { numRuns: 300 },
  );
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", ":", " ", "  ", "\n", '"', "\\", "{}", "#", "- ", "\r\n", "1", "\0"), { maxLength: 40 }),
      (pieces) => {
        expect(typeof parseLockLines(pieces.join("")).ok).toBe("boolean");
      },
    ),
    { numRuns: 1000 },
  );
});

describe("what is not as a lockfile is written", () => {
  test.each([
    ["a list", "flows:\n  - a\n", 2],
    ["a tab", "flows:\n\ta: b\n", 2],
    ["odd indentation", "flows:\n   a: b\n", 2],
    ["two levels at once", "flows:\n    a: b\n", 2],
    ["a level below a text", "a: b\n  c: d\n", 2],
    ["a key without a value", "a:\nb: c\n", 1],
    ["a last key without a value", "b: c\na:\n", 2],
    ["a key that is there twice", "a: b\nc: d\na: e\n", 3],
    ["an anchor", "a: &x b\n", 1],
    ["an alias", "a: *x\n", 1],
    ["single quotes", "a: 'b'\n", 1],
    ["a block", "a: |\n  b\n", 1],
    ["a second document", "a: b\n---\nc: d\n", 2],
    ["a bad escape", 'a: "\\x"\n', 1],
    ["too many levels", "a:\n  a:\n    a:\n      a:\n        a:\n          a:\n            a: b\n", 7],
  ])("is refused with its line: %s", (_, text, line) => {
    expect(parseLockLines(text)).toMatchObject({ ok: false, line });
  });

  test("ends quickly, however long it is", () => {
    const deep = Array.from({ length: 3000 }, (_, at) => `${"  ".repeat(at)}a:\n`).join("");
    expect(parseLockLines(deep)).toMatchObject({ ok: false, line: 7 });
    expect(parseLockLines(`a: "${"\\".repeat(500_001)}`)).toMatchObject({ ok: false, line: 1 });
  });
});

test("comments, empty lines and the line ends of Windows change nothing", () => {
  const lines = parseLockLines('# head\r\n\r\na:\r\n  # more\r\n  b: "c" # why\r\n');
  expect(lines.ok && toPlain(lines.root)).toEqual({ a: { b: "c" } });
});

test("a line of millions of characters is refused", () => {
  expect(parseLockLines(`a: "b"\nc: "${"x".repeat(15_000_000)}"\n`)).toMatchObject({ ok: false, line: 2 });
});

test("what cannot be seen is escaped", () => {
  expect(renderText("a\u202eb\u2028\u{e0041}")).toBe('"a\\u202eb\\u2028\\udb40\\udc41"');
});
