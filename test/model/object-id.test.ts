import { expect, test } from "vitest";
import { isObjectId, toBlobId } from "../../src/model/object-id.ts";

test.each(["a".repeat(40), "0".repeat(64)])("%s is the full id of an object", (id) => {
  expect(isObjectId(id)).toBe(true);
});

test.each(["", "a".repeat(39), "a".repeat(41), "A".repeat(40), "../".repeat(20), `${"a".repeat(40)}\n`])("%j is none", (text) => {
  expect(isObjectId(text)).toBe(false);
});

// As `printf 'hello\n' | git hash-object --stdin` prints them, in repositories of both kinds.
test.each(["ce013625030ba8dba906f756967f9e9ca394464a", "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"])(
  "a file's id is %s, by the hash that others have",
  (id) => {
    expect(toBlobId(Buffer.from("hello\n"), id)).toBe(id);
    expect(toBlobId(Buffer.from("hello\r\n"), id)).not.toBe(id);
  },
);
