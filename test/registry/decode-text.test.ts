import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "../../src/registry/decode-text.ts";

const ROWS: readonly (readonly [name: string, bytes: readonly (string | number)[], line: number, column: number, message: RegExp])[] = [
  ["Latin 1", ["name: caf", 0xe9, "\n"], 1, 10, /0xe9 is not UTF-8/],
  ["in a later line", ["a: é😀\r\nb: ", 0xff], 2, 4, /0xff/],
  ["after a character of two units", ["😀", 0x80], 1, 3, /0x80/],
  ["a character cut short", ["a: ", 0xe2, 0x82], 1, 4, /0xe2/],
  ["an overlong form", ["a: ", 0xc0, 0xaf], 1, 4, /0xc0/],
  ["half a surrogate pair", ["a: ", 0xed, 0xa0, 0xbd], 1, 4, /0xed/],
  ["after the sign that stands for bad bytes", ["a: \ufffd\nb: \ufffd", 0xfe], 2, 5, /0xfe/],
  ["after a byte order mark", ["\ufeffa: ", 0xfe], 1, 4, /0xfe/],
  ["UTF-16, little end first", [0xff, 0xfe, "a", 0], 1, 1, /UTF-16/],
  ["UTF-16, big end first", [0xfe, 0xff, 0, "a"], 1, 1, /UTF-16/],
];

test.each(ROWS)("%s is a fault at the first bad byte", (_, parts, line, column, message) => {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));
  const decoded = decodeText(bytes);
  expect(decoded).toMatchObject({ ok: false, fault: { at: { line, column } } });
  expect(decoded.ok ? "" : decoded.fault.message).toMatch(message);
});

test("a byte order mark and the sign that stands for bad bytes stay as they are", () => {
  expect(decodeText(Buffer.from("\ufeffa: \ufffd\ufffd"))).toEqual({ ok: true, text: "\ufeffa: \ufffd\ufffd" });
});

test("bytes are a text exactly when they are UTF-8", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: "binary", maxLength: 12 }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (array) => {
      const content = Buffer.from(array);
      const decoded = decodeText(content);
      const isUtf8 = Buffer.from(content.toString("utf8")).equals(content);
      expect(decoded.ok).toBe(isUtf8);
      if (decoded.ok) expect(Buffer.from(decoded.text).equals(content)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("a large file full of the sign is read soon", { timeout: 5000 }, () => {
  expect(decodeText(Buffer.from("\ufffd\n".repeat(500_000))).ok).toBe(true);
});
