import { hash } from "node:crypto";
import { LAYOUT } from "./layout.ts";

const START = `{"layout":${LAYOUT},"seal":"`;
const MIDDLE = '","body":';
const END = "}\n";
const SEAL_LENGTH = 64;
const BODY_AT = START.length + SEAL_LENGTH + MIDDLE.length;

/**
 * JSON text of a value that tells by itself whether it is whole: `{"layout":1,"seal":"<SHA-256 of the body's text>","body":…}`.
 * Files that are written often need no fsync that way: what a crash cut off is not taken for anything.
 */
export function seal(body: unknown): string {
  const text = JSON.stringify(body);
  return START + hash("sha256", text) + MIDDLE + text + END;
}

/** The body, or why there is none: another layout, cut off, changed. */
export function unseal(text: string): { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly why: string } {
  if (!text.startsWith(START)) return { ok: false, why: `it is not of layout ${LAYOUT}` };
  const body = text.slice(BODY_AT, -END.length);
  const given = text.slice(START.length, START.length + SEAL_LENGTH);
  if (text.slice(START.length + SEAL_LENGTH, BODY_AT) !== MIDDLE || !text.endsWith(END)) return { ok: false, why: "it is cut off" };
  if (hash("sha256", body) !== given) return { ok: false, why: "it was changed after it was written" };
  try {
    return { ok: true, body: JSON.parse(body) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: "it is not JSON" };
    throw error;
  }
}
