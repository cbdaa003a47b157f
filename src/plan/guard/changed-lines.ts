import type { Change } from "../../changes/change.ts";
import type { Place } from "../../model/place.ts";

/** The lines of a text, counted from 1, outside of which it is the same as another. */
export interface ChangedLines {
  readonly first: number;
  readonly last: number;
}

/** Of the newer text; null where both are the same. What was only removed gives the line that is there now. */
export function findChangedLines(before: string, after: string): ChangedLines | null {
  if (before === after) return null;
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const first = Math.min(start + 1, now.length);
  return { first, last: Math.max(now.length - end, first) };
}

/** Where an annotation about changes belongs: at the first of them in the changed lines, else where these begin. */
export function placeOfChanges(changes: readonly Change[], lines: ChangedLines | null): Place | null {
  const places = changes.filter(({ kind }) => kind !== "removed").map(({ after }) => after);
  const inside = places.filter(({ line }) => lines === null || (line >= lines.first && line <= lines.last));
  const [first] = inside.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return first ?? (lines === null ? null : { line: lines.first, column: 1 });
}
