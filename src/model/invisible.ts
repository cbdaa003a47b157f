/** Control, format, private-use and unassigned characters, lone surrogates, line and paragraph separators. */
export const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The same, to replace all of them. */
export const EVERY_INVISIBLE = new RegExp(INVISIBLE.source, "gu");
