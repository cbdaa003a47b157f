import { withoutHidden } from "./neutralise.ts";

/*
 * Somebody's Markdown inside of our own: its headings, lists, links and code stay, but it mentions nobody, brings no HTML (a
 * comment could hide all that follows, or pass for our marker), and ends what it begins. What stands between `@` and a name is the
 * character itself and not its entity, because the text may be code, where an entity would be read.
 */
const GAP = "\u200b";

/** Fences that open where the line begins are blocks of their own whatever came before, so that code is told from text for certain. */
const FENCE = /^[ \t]*(`{3,}|~{3,})(.*)$/u;

/** Fences in quotes and lists end with them, which only a whole Markdown parser tells. */
const INNER_FENCE = /^([ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)+)(`{3,}|~{3,})/u;
const FENCE_IN_CODE = /^([ \t>]*)(`{3,}|~{3,})/u;

/** The Markdown text made harmless, at most `max` code units of it, cut at a line, without space at its ends. */
export function neutraliseMarkdown(text: string, max: number): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of cutLines(text, max)) {
    const [, run = "", rest = ""] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      const closes = run.startsWith(fence) && rest.trim() === "";
      lines.push(closes ? run : line.replace(FENCE_IN_CODE, `$1${GAP}$2`));
      if (closes) fence = null;
    } else if (run !== "" && !(run.startsWith("`") && rest.includes("`"))) {
      fence = run;
      lines.push(run + inactive(rest));
    } else lines.push(inactive(line.replace(INNER_FENCE, `$1${GAP}$2`)));
  }
  return [...trimmed(lines), ...(fence === null ? [] : [fence])].join("\n");
}

function inactive(line: string): string {
  return line
    .replace(/@(?=[\w-])/gu, `@${GAP}`)
    .replace(/&(?=#x?[\da-f]{1,8};|commat;)/giu, "&amp;")
    .replace(/<(?!https?:\/\/[^\s<>]+>)(?=[a-z/!?])/giu, `<${GAP}`);
}

function cutLines(text: string, max: number): readonly string[] {
  const clean = withoutHidden(text.slice(0, max * 2).replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n"));
  if (clean.length <= max && text.length <= max * 2) return clean.split("\n");
  const cut = clean.slice(0, max);
  const end = cut.lastIndexOf("\n");
  return [...(end > 0 ? cut.slice(0, end) : cut.replace(/[\ud800-\udbff]$/u, "")).split("\n"), "", "…"];
}

function trimmed(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => line.trim() !== "";
  return lines.slice(Math.max(0, lines.findIndex(isText)), lines.findLastIndex(isText) + 1);
}
