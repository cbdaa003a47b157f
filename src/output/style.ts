import { styleText } from "node:util";
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

/** Colours a text, if colours are wanted; whether they are is the caller's to know, not the stream's. */
export function paint(colour: boolean, style: Style | null, text: string): string {
  return colour && style !== null && text !== "" ? styleText(style, text, { validateStream: false }) : text;
}
