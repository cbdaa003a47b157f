import { failure } from "../model/failure.ts";
import { INVISIBLE } from "../model/invisible.ts";
import type { Failure } from "../model/failure.ts";

/** What is wrong with a text that should be a reference, or with a part of one. */
export interface Fault {
  readonly kind: "fault";
  readonly code: "reference-invalid" | "range-unsupported";
  /** Index of the first character at fault, in the text that was looked at. */
  readonly at: number;
  /** Follows "column 3: ". */
  readonly reason: string;
  /** That text as it should be; null where nobody can tell. Asked only for the message, so that it may parse what it tries. */
  readonly correct: () => string | null;
  /** What to do where there is no corrected text. */
  readonly advice: string;
}

const LONGEST_SHOWN = 80;

const unknown = (): null => null;

/** Of the code `reference-invalid`. */
export function fault(at: number, reason: string, correct: (() => string | null) | null, advice: string): Fault {
  return { kind: "fault", code: "reference-invalid", at, reason, correct: correct ?? unknown, advice };
}

/** The same fault, of the text that has the part between these two. */
export function embedFault(part: Fault, before: string, after: string): Fault {
  const correct = (): string | null => {
    const corrected = part.correct();
    return corrected === null ? null : `${before}${corrected}${after}`;
  };
  return { ...part, at: before.length + part.at, correct };
}

/** Columns count characters, from 1. */
export function faultFailure(text: string, { code, at, reason, correct, advice }: Fault): Failure {
  const column = Array.from(text.slice(0, at)).length + 1;
  const corrected = correct();
  return failure(
    code,
    `${showText(text)} cannot be read, column ${column}: ${reason}.`,
    corrected === null ? advice : `Write \`${corrected}\`.`,
  );
}

/** A text in quotes, shortened, with what cannot be seen as its code, so that a message stays one line that shows everything. */
export function showText(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_SHOWN));
  let shown = "";
  for (const character of characters) {
    const visible = INVISIBLE.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
    if (shown.length + visible.length > LONGEST_SHOWN) return `"${shown}…"`;
    shown += visible;
  }
  return `"${shown}"`;
}
