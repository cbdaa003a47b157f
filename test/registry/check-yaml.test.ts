import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { findYamlFault } from "../../src/registry/check-yaml.ts";
import { flowYaml } from "../support/registry.ts";
import { bomb } from "./yaml-values.ts";

const GOOD: readonly (readonly [string, string])[] = [
  ["a flow", flowYaml({ name: "chat" })],
  ["nothing", ""],
  ["comments alone", "# one\n# two\n"],
  ["a byte order mark", "\ufeffa: 1\n"],
  ["CRLF", "a: 1\r\nb:\r\n  - 2\r\n"],
  ["an alias after its anchor", "a: &x [1]\nb: *x\n"],
  ["an alias as a key", "a: &x y\n*x : 1\n"],
  ["tags that nobody knows", "a: !ref x\nb: !!python/object:os.system y\n"],
  ["one key in two maps", "a: { b: 1 }\nc: { b: 1 }\n"],
  ["keys that differ in case", "a: 1\nA: 2\n"],
  ["one document with its marks", "---\na: 1\n...\n"],
  ["text in a block", "a: |\n  x: 1\n  x: 1\n"],
  ["aliases that multiply a little", bomb(4)],
];

test.each(GOOD)("%s is taken", (_, text) => {
  expect(findYamlFault(Buffer.from(text))).toBeNull();
});

test("bytes that are no UTF-8 are a fault of their line", () => {
  expect(findYamlFault(Buffer.from([0x61, 0x3a, 0x20, 0x31, 0x0a, 0x62, 0x3a, 0x20, 0xff]))).toMatchObject({ line: 2 });
});

const BAD: readonly (readonly [string, string, number, RegExp])[] = [
  ["a key twice", "a: 1\nb: 2\na: 3\n", 3, /"a" is there twice/],
  ["a key twice in a map within", "x:\n  - a: 1\n    a: 2\n", 3, /"a" is there twice/],
  ["a key twice in one line", "{ a: 1, a: 2 }\n", 1, /"a" is there twice/],
  ["a key twice, once with quotes", 'a: 1\n"a": 2\n', 2, /"a" is there twice/],
  ["a tab that indents", "a:\n\tb: 1\n", 2, /[Tt]abs/],
  ["an alias without an anchor", "a: 1\nb: *nobody\n", 2, /\*nobody has no anchor/],
  ["an alias before its anchor", "a: *x\nb: &x 1\n", 1, /\*x has no anchor/],
  ["two documents", "a: 1\n---\nb: 2\n", 2, /second document/],
  ["a bracket that stays open", "a: [1,\n  2\n", 3, /./],
  ["quotes that stay open", 'a: "x\nb: 1\n', 3, /quote/],
  ["a map in a line's value", "a: b: c\n", 1, /./],
  ["an anchor that is used within its own value", "a: &x\n  b: *x\n", 2, /\*x stands within what it names/],
  ["aliases that multiply", bomb(25), 6, /more than 100000 values/],
  ["the first of several faults", "x: { a: 1, b: *q }\nx: 2\n", 1, /\*q has no anchor/],
];

test.each(BAD)("%s is a fault with its line", (_, text, line, message) => {
  const fault = findYamlFault(Buffer.from(text));
  expect(fault?.line).toBe(line);
  expect(fault?.message).toMatch(message);
  expect(fault?.message.startsWith(`line ${line}: `)).toBe(true);
});

const many = (text: string, count: number): string => text.repeat(count);
const HOSTILE: readonly (readonly [string, string, boolean])[] = [
  ["20,000 levels of lists", many("[", 20_000) + many("]", 20_000), true],
  ["20,000 lists that stay open", many("[", 20_000), true],
  ["20,000 levels of maps", many("{a: ", 20_000) + many("}", 20_000), true],
  ["20,000 levels of dashes", `${many("- ", 20_000)}x`, true],
  ["20,000 levels of question marks", `${many("? ", 20_000)}x`, true],
  ["3,000 levels of indentation", Array.from({ length: 3000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), true],
  ["20,000 tags on one value", `${many("!a ", 20_000)}x`, true],
  ["20,000 anchors on one value", `${many("&a ", 20_000)}x`, true],
  ["30,000 keys in one map", Array.from({ length: 30_000 }, (_, key) => `k${key}: 1`).join("\n"), false],
  ["100,000 entries in one list", many("- x\n", 100_000), false],
  ["a fault that quotes a long name", `a: *${many("x", 100_000)}`, true],
];

test.each(HOSTILE)("%s make it neither crash nor hang", { timeout: 20_000 }, (_, text, isFault) => {
  const fault = findYamlFault(Buffer.from(text));
  expect(fault !== null).toBe(isFault);
  expect(fault?.message.length ?? 0).toBeLessThan(350);
});

test("whatever the text is, a fault has a line of the text, and what has none can be read by others", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    ":",
    ": ",
    "\n",
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
    "|",
    ">",
    "'",
    '"',
    "#",
    "---\n",
    "\t",
    "?",
    "%",
    "\0",
    "é",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 25 }).map((parts) => parts.join("")),
      (text) => {
        const fault = findYamlFault(Buffer.from(text));
        if (fault === null) {
          const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: true });
          expect([...documents].flatMap(({ errors }) => errors)).toEqual([]);
          for (const document of documents) expect((): unknown => document.toJS()).not.toThrow(ReferenceError);
        } else {
          expect(fault.line).toBeGreaterThan(0);
          expect(fault.line).toBeLessThanOrEqual(text.split(/\r?\n/).length);
        }
      },
    ),
    { numRuns: 500 },
  );
});
