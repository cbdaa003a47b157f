/**
 * Makes foreign text harmless in a release body while it reads the same to a person.
 *
 * GitHub looks for mentions and references in the rendered text, so an entity that spells the same character does
 * not help: only something between `@` and the name does. `&#8203;` (zero width space) is what stands between.
 */

const GAP = "&#8203;";

/**
 * Everything that acts as markup, or starts a mention, a reference or a link, wherever it stands in a line. Underscores within a word
 * do nothing (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), and most names of flows have them.
 */
const ACTIVE = /[\\`*[\]|~$<>&@]|(?<![a-z\d])_|_(?![a-z\d])|#(?=\d)|!(?=\d)|GH-(?=\d)|:(?=\/\/)|www(?=\.)/gi;

/** Characters that no reader sees and that change what is read: controls, direction marks, hidden text. */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

const MAX_LINE = 500;

/** One visible line: line ends and runs of space become one space, hidden characters go, at most `max` code units and an ellipsis stay. */
export function toPlainLine(text: string, max = MAX_LINE): string {
  const line = text
    .slice(0, max * 8)
    .toWellFormed()
    .replace(HIDDEN, "")
    .replace(/[\s\u0085]+/gu, " ")
    .trim();
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .replace(/[\ud800-\udbff]$/u, "")
        .trimEnd()}…`;
}

/** The text without characters that no reader sees; line feeds and tabs stay. */
export function withoutHidden(text: string): string {
  return text.toWellFormed().replace(HIDDEN, "");
}

/** One line of Markdown that shows the text as it is: no mention, reference, link, tag, table cell, list or heading comes of it. */
export function neutralise(text: string, max = MAX_LINE): string {
  return toPlainLine(text, max)
    .replace(ACTIVE, inactive)
    .replace(/^[-+=#:]/u, "\\$&")
    .replace(/^(\d+)(?=[.)](?: |$))/u, "$1\\");
}

/** Several lines, each neutralised; empty lines at the ends are dropped. */
export function neutraliseLines(text: string, max: number): string {
  const kept = text.length <= max ? text : `${text.slice(0, max)}…`;
  return kept
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => neutralise(line))
    .join("\n")
    .trim();
}

/**
 * A flow, version, tag or path: as it is, so that it can stand in a code span or a table, where at most underscores
 * would have been escaped; neutralised otherwise.
 */
export function toName(text: string): string {
  const safe = neutralise(text, 1_000);
  return safe.replaceAll("\\_", "_") === text ? text : safe;
}

/** A web address that cannot leave a Markdown link's parentheses; null for anything but http and https. */
export function toLink(url: string | null): string | null {
  if (url === null || !/^https?:\/\//u.test(url)) return null;
  return url
    .toWellFormed()
    .replace(/[^\w:/?#@!$&*+,;=.~%-]/gu, (character) =>
      encodeURIComponent(character).replace(/[()']/gu, (kept) => `%${kept.charCodeAt(0).toString(16)}`),
    );
}

function inactive(match: string): string {
  switch (match) {
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case "&":
      return "&amp;";
    case "@":
    case "#":
    case "!":
    case ":":
      return match + GAP;
    default:
      return match.length > 1 ? match + GAP : `\\${match}`;
  }
}
