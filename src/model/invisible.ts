/** Control, format, private-use and unassigned characters, lone surrogates, line and paragraph separators. */
export const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;
