import Table from "cli-table3";
import { renderVisible } from "../manual/visible.ts";
import { paint, type Style } from "./style.ts";

export interface Cell {
  readonly text: string;
  readonly style: Style | null;
}

export interface TableOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export const GAP = 2;
const NARROWEST = 6;

const BORDERLESS = Object.fromEntries(
  (
    [
      "top",
      "top-mid",
      "top-left",
      "top-right",
      "bottom",
      "bottom-mid",
      "bottom-left",
      "bottom-right",
      "left",
      "left-mid",
      "mid",
      "mid-mid",
      "right",
      "right-mid",
      "middle",
    ] as const
  ).map((name) => [name, ""]),
);

/** Rows under a head, in columns without lines; foreign characters are made harmless, long cells are cut to the width. */
export function renderTable(head: readonly string[], rows: readonly (readonly Cell[])[], { colour, width }: TableOptions): string {
  const safe = rows.map((row) => row.map(({ text, style }) => ({ text: renderVisible(text), style })));
  const natural = head.map((title, column) => Math.max(widest(title), ...safe.map((row) => widest(row[column]?.text ?? ""))));
  const widths = shrink(natural, width - GAP * head.length);
  const table = new Table({
    head: head.map((title) => paint(colour, "bold", title)),
    colWidths: widths.map((column) => column + GAP),
    chars: BORDERLESS,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [], compact: true },
  });
  for (const row of safe) table.push(row.map(({ text, style }, column) => paint(colour, style, cut(text, widths[column] ?? 0))));
  const text = table.toString();
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Terminal columns, at most: a character beyond Latin, Greek and Cyrillic may take two. */
export function widest(text: string): number {
  let columns = 0;
  for (const character of text) columns += character < "\u1100" ? 1 : 2;
  return columns;
}

/** A text in no more columns than that; the table itself would cut through the halves of a character. */
export function cut(text: string, columns: number): string {
  if (widest(text) <= columns) return text;
  const kept: string[] = [];
  let used = 1;
  for (const character of text) {
    used += widest(character);
    if (used > columns) break;
    kept.push(character);
  }
  return `${kept.join("")}…`;
}

/** Takes from the widest columns until the sum fits, never below a readable least. */
function shrink(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, column) => sum + column, 0) - available; excess > 0; excess--) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}
