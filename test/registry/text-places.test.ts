import { expect, test } from "vitest";
import { createTextPlaces } from "../../src/registry/text-places.ts";

const ROWS: readonly (readonly [text: string, offset: number, line: number, column: number])[] = [
  ["", 0, 1, 1],
  ["ab", 1, 1, 2],
  ["ab\n", 2, 1, 3],
  ["ab\n", 3, 2, 1],
  ["a\r\nb", 3, 2, 1],
  ["a\rb", 2, 1, 3],
  ["a\n\n\nb", 4, 4, 1],
  ["😀b", 2, 1, 3],
  ["a\nb", 100, 2, 2],
  ["a\nb", -1, 1, 1],
  ["\ufeffab", 0, 1, 1],
  ["\ufeffab", 2, 1, 2],
  ["\ufeffa\nb", 3, 2, 1],
  ["\ufeff", 1, 1, 1],
];

test.each(ROWS)("in %j, offset %i is line %i, column %i", (text, offset, line, column) => {
  const places = createTextPlaces(text);
  expect(places.placeOf(offset)).toEqual({ line, column });
  expect(places.lineOf(offset)).toBe(line);
});

test("each offset of a long text is found", () => {
  const text = Array.from({ length: 300 }, (_, line) => "x".repeat(line % 7)).join("\n");
  const { placeOf } = createTextPlaces(text);
  for (let offset = 0; offset < text.length; offset += 1) {
    const before = text.slice(0, offset).split("\n");
    expect(placeOf(offset)).toEqual({ line: before.length, column: (before.at(-1) ?? "").length + 1 });
  }
});
