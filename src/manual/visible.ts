import { EVERY_INVISIBLE } from "../model/invisible.ts";

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Foreign text as one harmless line: what a terminal would obey or hide becomes a visible escape such as `\x1b`. The
 * runner reads `::` at the start of a line, after any white space, and `##[` anywhere in it as a command
 * (actions/runner, ActionCommand.cs); both are broken up the same way.
 */
export function renderVisible(text: string): string {
  return text
    .replace(EVERY_INVISIBLE, (character) => SHORT[character] ?? renderEscape(character))
    .replaceAll("##[", "##\\x5b")
    .replace(/^(\s*):(?=:)/, "$1\\x3a");
}

function renderEscape(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}
