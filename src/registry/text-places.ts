import type { Place } from "../model/place.ts";

export interface TextPlaces {
  readonly lineOf: (offset: number) => number;
  readonly placeOf: (offset: number) => Place;
}

export const BYTE_ORDER_MARK = "\ufeff";

/**
 * Where the offsets of a text are, in lines that end with a line feed; an offset beyond the end is at the end.
 * A byte order mark has no column.
 */
export function createTextPlaces(text: string): TextPlaces {
  const first = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const starts = [first];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return {
    lineOf,
    placeOf: (offset) => {
      const within = Math.min(Math.max(offset, first), text.length);
      const line = lineOf(within);
      return { line, column: within - (starts[line - 1] ?? 0) + 1 };
    },
  };
}
