import { buildTree } from "./build-tree.ts";
import { composeYaml, type Found } from "./compose-yaml.ts";
import { readLeadingComment } from "./leading-comment.ts";
import { BYTE_ORDER_MARK, createTextPlaces } from "./text-places.ts";
import type { ParsedYaml, YamlFault } from "./yaml-node.ts";

const MAX_CHARACTERS = 2_000_000;

/** Sentences can quote the file. */
const MAX_MESSAGE = 300;

/** What YAML 1.2 allows in no text (5.1); readers that follow it stop there. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/u;

/** Reads the text of one flow file: one YAML 1.2 document. Hostile text gets a fault, in time that grows with its length. */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_CHARACTERS) {
    const message = `The file has ${text.length} characters; no more than ${MAX_CHARACTERS} are read`;
    return { ok: false, fault: { at: { line: 1, column: 1 }, message } };
  }
  const places = createTextPlaces(text);
  const marked = text.startsWith(BYTE_ORDER_MARK);
  const toFault = ({ offset, message }: Found): YamlFault => ({
    at: places.placeOf(offset),
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
  });

  const unprintable = UNPRINTABLE.exec(text);
  if (unprintable !== null) {
    const code = unprintable[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return { ok: false, fault: toFault({ offset: unprintable.index, message: `The control character U+${code} is not allowed in YAML` }) };
  }
  const composed = composeYaml(text);
  if (!composed.ok) return { ok: false, fault: toFault(composed.fault) };
  const built = buildTree(composed.contents, text, places);
  if (!built.ok) return { ok: false, fault: toFault(built.fault) };
  const warnings = [
    ...(marked ? [{ offset: 0, message: "The file begins with a byte order mark, which not every reader takes" }] : []),
    ...composed.warnings,
    ...(built.merge === null ? [] : [built.merge]),
  ];
  return { ok: true, root: built.root, comments: readLeadingComment(marked ? text.slice(1) : text), warnings: warnings.map(toFault) };
}
