import fc from "fast-check";
import { expect, test } from "vitest";
import { align } from "../../src/changes/align.ts";

const numbers = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 });

test("every item is in one part, and all are in the order of their lists", () => {
  fc.assert(
    fc.property(numbers, numbers, fc.boolean(), (before, after, reversed) => {
      const parts = align(before, after, reversed);
      expect(parts.flatMap((part) => (part.kind === "added" ? [] : [part.before]))).toEqual(before.map((_, index) => index));
      expect(parts.flatMap((part) => (part.kind === "removed" ? [] : [part.after]))).toEqual(after.map((_, index) => index));
    }),
  );
});

test("exchanged lists give the same pairs when one of the two is reversed", () => {
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const pairs = align(before, after, false).flatMap((part) => (part.kind === "pair" ? [[part.before, part.after]] : []));
      const back = align(after, before, true).flatMap((part) => (part.kind === "pair" ? [[part.after, part.before]] : []));
      expect(back).toEqual(pairs);
    }),
  );
});

test("an item more in the middle leaves all others as they were", () => {
  expect(align([1, 2, 3], [1, 9, 2, 3], false).filter(({ kind }) => kind !== "pair")).toEqual([{ kind: "added", after: 1 }]);
});

test("lists too long to align are paired by position between their equal ends", () => {
  const long = (first: number): readonly number[] => [0, ...Array.from({ length: 600 }, (_, index) => first + index), 0];
  const parts = align(long(1000), [...long(5000), 0], false);
  expect(parts.filter(({ kind }) => kind === "pair")).toHaveLength(602);
  expect(parts.filter(({ kind }) => kind !== "pair")).toHaveLength(1);
});
