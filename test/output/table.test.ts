import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderTable } from "../../src/output/table.ts";
import { foreign } from "../manual/sample-plan.ts";

const cell = (text: string): { text: string; style: null } => ({ text, style: null });

test("Columns are as wide as their content and no wider", () => {
  expect(
    renderTable(
      ["FLOW", "TAG"],
      [
        [cell("a"), cell("a-v1")],
        [cell("long_name"), cell("")],
      ],
      { colour: false, width: 80 },
    ),
  ).toBe("FLOW       TAG\na          a-v1\nlong_name");
});

test("The widest columns are cut until the table fits", () => {
  const text = renderTable(["A", "B"], [[cell("short"), cell("x".repeat(200))]], { colour: false, width: 40 });
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(text).toContain("short");
  expect(text).toContain("…");
});

test("Colour is used when it is wanted, and does not change the columns", () => {
  const rows = [[{ text: "conflict", style: "red" as const }, cell("x".repeat(99))]];
  const coloured = renderTable(["A", "B"], rows, { colour: true, width: 40 });
  const plain = renderTable(["A", "B"], rows, { colour: false, width: 40 });
  expect(coloured).toContain("\u001b[31mconflict\u001b[39m");
  expect(
    stripVTControlCharacters(coloured)
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n"),
  ).toBe(plain);
});

test("Whatever is in a cell, a row is one line that no terminal or runner obeys", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(foreign, foreign), { maxLength: 5 }), fc.integer({ min: 1, max: 120 }), (rows, width) => {
      const lines = renderTable(
        ["A", "B"],
        rows.map((row) => row.map(cell)),
        { colour: false, width },
      ).split("\n");
      expect(lines).toHaveLength(rows.length + 1);
      for (const line of lines) expect(line).not.toMatch(/[\p{C}]|^\s*::|##\[/u);
    }),
  );
});
