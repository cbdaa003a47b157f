import { createTextPlaces } from "./text-places.ts";
import type { YamlFault } from "./yaml-node.ts";

export type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: YamlFault };

/** What a decoder writes in place of bytes that are no UTF-8; a text may also hold it itself. */
const REPLACEMENT = "\ufffd";

/** A file's bytes as text; a byte order mark stays in it. The fault is at the first byte that is not UTF-8. */
export function decodeText(bytes: Buffer): DecodedText {
  const text = bytes.toString("utf8");
  let known = 0;
  let offset = 0;
  for (let index = text.indexOf(REPLACEMENT); index !== -1; index = text.indexOf(REPLACEMENT, index + 1)) {
    offset += Buffer.byteLength(text.slice(known, index));
    known = index;
    if (bytes.toString("latin1", offset, offset + 3) !== "\u00ef\u00bf\u00bd") {
      return { ok: false, fault: { at: createTextPlaces(text).placeOf(index), message: toMessage(bytes, offset) } };
    }
  }
  return { ok: true, text };
}

function toMessage(bytes: Buffer, offset: number): string {
  const mark = bytes.toString("hex", 0, 2);
  if (mark === "fffe" || mark === "feff") return "The file is UTF-16, and only UTF-8 is read";
  return `The byte 0x${bytes.toString("hex", offset, offset + 1)} is not UTF-8`;
}
