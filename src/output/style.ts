import type { VersionState } from "../model/plan.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

export const STATE_STYLES: Readonly<Record<VersionState, Style>> = {
  released: "green",
  pending: "cyan",
  partial: "cyan",
  conflict: "red",
  drifted: "red",
  withdrawn: "dim",
  blocked: "red",
};

/** Select Graphic Rendition, what begins and what ends each. Node's own styleText comes with all of node:util, at a tenth of our start. */
const CODES: Readonly<Record<Style, readonly [begin: number, end: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Colours a text, if colours are wanted; whether they are is the caller's to know, not the stream's. */
export function paint(colour: boolean, style: Style | null, text: string): string {
  if (!colour || style === null || text === "") return text;
  const [begin, end] = CODES[style];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
}
