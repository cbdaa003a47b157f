import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "../../src/output/redact.ts";

const secretText = fc
  .string({ unit: "grapheme-ascii", minLength: 8, maxLength: 40 })
  .filter((text) => text.trim().length >= 8 && !text.includes("*"));
const filler = fc.string({ unit: fc.constantFrom("g", "h", "-", "/", " "), maxLength: 12 });

const ENCODINGS: readonly (readonly [string, (secret: string) => string])[] = [
  ["plain", (secret) => secret],
  ["URL-encoded", (secret) => encodeURIComponent(secret)],
  ["URL-encoded in lower case", (secret) => encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())],
  ["form-encoded", (secret) => encodeURIComponent(secret).replaceAll("%20", "+")],
  ["JSON-escaped", (secret) => JSON.stringify(secret).slice(1, -1)],
  ["base64", (secret) => Buffer.from(secret).toString("base64")],
  ["base64 without padding", (secret) => Buffer.from(secret).toString("base64").replace(/=+$/, "")],
  ["base64url", (secret) => Buffer.from(secret).toString("base64url")],
  ["a git header", (secret) => Buffer.from(`x-access-token:${secret}`).toString("base64")],
];

test.each(ENCODINGS)("A secret that is %s is hidden wherever it stands", (_, encode) => {
  fc.assert(
    fc.property(secretText, filler, filler, (secret, before, after) => {
      const form = encode(secret);
      const redacted = createRedactor([secret])(`${before} ${form} ${after}`);
      expect(redacted).not.toContain(form);
      expect(redacted).toContain("***");
    }),
  );
});

test("A secret inside a longer base64 text is hidden in all three alignments, with what its neighbours share", () => {
  fc.assert(
    fc.property(secretText, fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), (secret, before, after) => {
      const whole = Buffer.from(`${before}${secret}${after}`).toString("base64");
      const redacted = createRedactor([secret])(whole);
      // What is left on either side decodes to no byte of the secret.
      const [left = "", right = ""] = redacted.split("***");
      expect(redacted).toContain("***");
      expect(left.length).toBeLessThanOrEqual(Math.ceil((Buffer.byteLength(before) * 8) / 6));
      expect(right.replace(/=+$/, "").length).toBeLessThanOrEqual(Math.ceil((Buffer.byteLength(after) * 8) / 6));
    }),
  );
});

test("Text without a secret is left alone", () => {
  fc.assert(fc.property(fc.string(), (text) => createRedactor(["s3cr3t-that-is-nowhere"])(text) === text));
});

test("Every line of a secret of several lines is hidden", () => {
  const redacted = createRedactor(["-----BEGIN-----\r\nabcdefgh\nijklmnop\n"])("found ijklmnop and abcdefgh");
  expect(redacted).toBe("found *** and ***");
});

test("Secrets that overlap leave no rest, and one that holds another is hidden whole", () => {
  expect(createRedactor(["abcdef", "defghi"])("xabcdefghix")).toBe("x***x");
  expect(createRedactor(["token", "token-and-more"])("a token-and-more")).toBe("a ***");
});

test("Secrets below four characters are ignored", () => {
  expect(createRedactor(["", "abc", "   "])("abc   abc")).toBe("abc   abc");
});
