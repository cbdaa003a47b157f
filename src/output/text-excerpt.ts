import { diffArrays } from "diff";

export interface ExcerptLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** Where two texts differ, line by line. */
export interface Excerpt {
  readonly lines: readonly ExcerptLine[];
  /** How many lines differ besides. */
  readonly more: number;
}

const LONGEST_INLINE = 60;
const MOST_LINES = 8;
const LONGEST_LINE = 100;
const LEAD = 30;

/** Work grows with its square. */
const MOST_EDITS = 500;

const GAP: ExcerptLine = { sign: " ", text: "…" };

/** A text that is shown by what differs in it, not whole. */
export function isLongText(text: string): boolean {
  return text.length > LONGEST_INLINE || text.trimEnd().includes("\n");
}

/** The first lines that differ, cut to what differs in them; bounded whatever the texts are. */
export function excerptOf(before: string, after: string): Excerpt {
  const [older, newer] = [linesOf(before), linesOf(after)];
  const start = commonLength(older, newer, (lines, index) => lines[index]);
  const end = Math.min(
    commonLength(older, newer, (lines, index) => lines[lines.length - 1 - index]),
    Math.min(older.length, newer.length) - start,
  );
  const hunks = hunksOf(older.slice(start, older.length - end), newer.slice(start, newer.length - end));
  const differing = hunks.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
  const lines = hunks.flatMap((hunk, index) => [...(index === 0 ? [] : [GAP]), ...renderHunk(hunk)]).slice(0, MOST_LINES);
  const shown = lines.at(-1) === GAP ? lines.slice(0, -1) : lines;
  return { lines: shown, more: differing - shown.filter((line) => line !== GAP).length };
}

/** At most so many code units of one line, the end marked; no character is cut in two. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}

interface Hunk {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n/);
}

function commonLength(
  a: readonly string[],
  b: readonly string[],
  lineOf: (lines: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && lineOf(a, length) === lineOf(b, length)) length += 1;
  return length;
}

function hunksOf(older: readonly string[], newer: readonly string[]): readonly Hunk[] {
  const changes = diffArrays([...older], [...newer], { maxEditLength: MOST_EDITS });
  if (changes === undefined) return [{ removed: older, added: newer }];
  const hunks: Hunk[] = [];
  let isOpen = false;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      isOpen = false;
      continue;
    }
    const last = isOpen ? hunks.pop() : undefined;
    const own: Hunk = { removed: removed ? value : [], added: added ? value : [] };
    hunks.push(last === undefined ? own : { removed: [...last.removed, ...own.removed], added: [...last.added, ...own.added] });
    isOpen = true;
  }
  return hunks;
}

/** More lines of a hunk than are shown at all need no care. */
function renderHunk({ removed, added }: Hunk): readonly ExcerptLine[] {
  const paired = removed.length === added.length;
  const cut = (line: string, other: string | undefined): string => windowOf(line, paired && other !== undefined ? other : line);
  return [
    ...removed.slice(0, MOST_LINES).map((line, index): ExcerptLine => ({ sign: "-", text: cut(line, added[index]) })),
    ...added.slice(0, MOST_LINES).map((line, index): ExcerptLine => ({ sign: "+", text: cut(line, removed[index]) })),
  ];
}

/** The part of a line around the first difference to the other one. */
function windowOf(line: string, other: string): string {
  if (line.length <= LONGEST_LINE) return line;
  let differs = 0;
  while (differs < Math.min(line.length, other.length) && line[differs] === other[differs]) differs += 1;
  const start = line === other ? 0 : Math.max(0, Math.min(differs - LEAD, line.length - LONGEST_LINE));
  const rest = line.slice(start).replace(/^[\udc00-\udfff]/u, "");
  return start === 0 ? cutText(rest, LONGEST_LINE) : `…${cutText(rest, LONGEST_LINE - 1)}`;
}
