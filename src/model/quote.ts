import { INVISIBLE } from "./invisible.ts";

// Not `=` at the start: zsh expands it.
const BARE = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;
// `!` is history expansion in interactive shells, a leading `-` an option, and `[` could complete `##[`.
const ESCAPED_IN_FORMAT = new RegExp(`['\\\\%!\\[]|^-|${INVISIBLE.source}`, "gu");

/**
 * A text as one word of any POSIX shell. Safe words stay bare, others are single-quoted; a text with characters that a
 * terminal or a runner would obey is spelled with `printf`, so that pasting and printing it is harmless. No NUL.
 */
export function quoteShell(text: string): string {
  if (BARE.test(text)) return text;
  if (!INVISIBLE.test(text) && !text.includes("##[")) return renderQuoted(text);
  // Command substitution drops line feeds at the end.
  const end = /\n*$/.exec(text)?.[0] ?? "";
  const body = text.slice(0, text.length - end.length);
  const format = body.replace(ESCAPED_IN_FORMAT, renderOctal);
  return `"$(printf '${format}')"${end === "" ? "" : renderQuoted(end)}`;
}

/** Words as one command line. */
export function renderCommand(words: readonly string[]): string {
  return words.map(quoteShell).join(" ");
}

/** A git command on paths: wildcards in a path mean themselves. */
export function renderOnPaths(command: readonly string[], paths: readonly string[]): string {
  const literal = paths.some((path) => /[*?[\\]|^:/.test(path)) ? ["--literal-pathspecs"] : [];
  return `git ${[...literal, ...command, "--", ...paths].map(quoteShell).join(" ")}`;
}

function renderQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function renderOctal(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
