import { count } from "./count.ts";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** `just now`, `5 minutes ago`, `3 days ago`; a time that is still to come is now. */
export function renderAge(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, size]) => milliseconds >= size) ?? [null, 1];
  return unit === null ? "just now" : `${count(Math.floor(milliseconds / length), unit)} ago`;
}
