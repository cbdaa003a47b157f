/** Two versions of a file, each with the path it is shown under. */
export interface FileText {
  readonly path: string;
  readonly content: string;
}

/** Lines that may differ before the search is given up: work grows with its square, and a clock would make notes differ between runs. */
const MAX_EDITS = 2_000;
const MAX_LINE = 2_000;
const CONTEXT_LINES = 3;

/**
 * The unified diff from one file to the other, without a final line feed; empty when nothing differs. Hidden characters are shown as symbols.
 * Where too much differs, the two header lines and a line that says so.
 */
export async function renderDiff(before: FileText, after: FileText): Promise<string> {
  const { FILE_HEADERS_ONLY, createTwoFilesPatch } = await import("diff");
  const [oldText, newText] = toVisible(before.content, after.content);
  if (oldText === newText) return "";
  const oldPath = visible(before.path, true);
  const newPath = visible(after.path, true);
  const patch = createTwoFilesPatch(oldPath, newPath, oldText, newText, undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS,
    headerOptions: FILE_HEADERS_ONLY,
  });
  if (patch === undefined) {
    return `--- ${oldPath}\n+++ ${newPath}\n(the files are too different to show: ${lineCount(oldText)} lines before, ${lineCount(newText)} lines now)`;
  }
  // Only the final line feed goes: a line that is empty in both files is a space, and may be the last.
  return patch.replace(/\n$/, "").split("\n").map(shortened).join("\n");
}

/** A code fence that nothing in the text can close. */
export function fenceFor(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/gu), (run) => run[0].length));
  return "`".repeat(Math.max(3, longest + 1));
}

/** The first whole lines of the text that fit into `size` characters, with a last line that says how many more there are. */
export function cutDiff(text: string, size: number): string {
  if (text.length <= size) return text;
  const lines = text.split("\n");
  const room = size - leftOut(lines.length).length;
  let kept = 0;
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > room) break;
    kept += 1;
  }
  return [...lines.slice(0, kept), leftOut(lines.length - kept)].join("\n");
}

function leftOut(lines: number): string {
  return `(${lines} more ${lines === 1 ? "line" : "lines"} left out)`;
}

function shortened(line: string): string {
  if (line.length <= MAX_LINE) return line;
  return `${line.slice(0, MAX_LINE).replace(/[\ud800-\udbff]$/u, "")} (${line.length - MAX_LINE} more characters left out)`;
}

/** Carriage returns at line ends are kept visible only where they are the difference. */
function toVisible(before: string, after: string): readonly [string, string] {
  const texts =
    before.includes("\r\n") && after.includes("\r\n") ? [before, after].map((text) => text.replaceAll("\r\n", "\n")) : [before, after];
  const [oldText = "", newText = ""] = texts;
  return [visible(oldText, false), visible(newText, false)];
}

function visible(text: string, oneLine: boolean): string {
  const shown = text
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f]/gu, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(
      /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu,
      codePoint,
    );
  return oneLine ? shown.replace(/[\n\t]/gu, " ") : shown;
}

function codePoint(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

function lineCount(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
