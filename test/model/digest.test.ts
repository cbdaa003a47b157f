import { expect, test } from "vitest";
import { DIGEST, toDigest } from "../../src/model/digest.ts";

test("a digest is of the bytes, and says which hash it is", () => {
  const digest = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(toDigest("abc")).toBe(digest);
  expect(toDigest(Buffer.from("abc"))).toBe(digest);
  expect(toDigest("é")).toBe(toDigest(Buffer.from([0xc3, 0xa9])));
});

test.each([
  "",
  "sha256:",
  `sha256:${"a".repeat(63)}`,
  `sha256:${"A".repeat(64)}`,
  `sha512:${"a".repeat(64)}`,
  `sha256:${"a".repeat(64)}\n`,
])("%j is none", (text) => {
  expect(DIGEST.test(text)).toBe(false);
  expect(DIGEST.test(toDigest(text))).toBe(true);
});
