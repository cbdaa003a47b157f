import { expect, test } from "vitest";
import { caught } from "../../caught.ts";
import {
  notA,
  orNull,
  readShape,
  toFlag,
  toList,
  toOneOf,
  toRecord,
  toSize,
  toText,
  toTextLike,
} from "../../../src/resolve/cache/shape.ts";

const toLetter = (value: unknown): string => toOneOf(["a", "b"], value);
const toWord = (value: unknown): string => toTextLike(/^\w+$/, value);

test.each([
  [toRecord, { a: 1 }],
  [toList, [1]],
  [toText, ""],
  [toWord, "word"],
  [toFlag, false],
  [toSize, 0],
  [toLetter, "b"],
])("%o takes what it is for", (read: (value: unknown) => unknown, value) => {
  expect(readShape(read, value)).toEqual(value);
  expect(orNull(read, value)).toEqual(value);
  expect(orNull(read, null)).toBeNull();
});

test.each([
  [toRecord, [[], null, "x", undefined]],
  [toList, [{}, null, "x", { length: 1 }]],
  [toText, [1, null, undefined, ["x"]]],
  [toWord, ["", "two words", 1]],
  [toFlag, ["true", 0, null]],
  [toSize, [-1, 0.5, "1", 2 ** 60, NaN, null]],
  [toLetter, ["c", 1, null, undefined]],
])("%o takes nothing else", (read: (value: unknown) => unknown, values: readonly unknown[]) => {
  expect(values.map((value) => readShape(read, value))).toEqual(values.map(() => null));
});

test("a bug in a reader is not taken for a wrong shape", () => {
  const broken = (): never => {
    throw new TypeError("broken");
  };
  expect(caught(() => readShape(broken, 1))).toBeInstanceOf(TypeError);
});

test("what is shown of a value is short", () => {
  expect(notA("a text", "x".repeat(1000)).message.length).toBeLessThan(120);
  expect(notA("a text", undefined).code).toBe("cache-invalid");
});
