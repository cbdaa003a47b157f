import { Composer, Lexer, Parser, Schema, type CST, type Document, type ParsedNode, type YAMLError } from "yaml";

/** Something at an offset of the text, in UTF-16 units. */
export interface Found {
  readonly offset: number;
  readonly message: string;
}

export type Composed =
  | { readonly ok: true; readonly contents: ParsedNode | null; readonly warnings: readonly Found[] }
  | { readonly ok: false; readonly fault: Found };

/** So many lists and maps may stand within each other: whoever reads the tree calls itself for each of them. */
export const MAX_DEPTH = 200;

/** Words, signs, spaces and line ends; the parser takes a microsecond or two for each. */
const MAX_PIECES = 600_000;

export const TOO_DEEP = `The values are nested deeper than ${MAX_DEPTH} levels`;

/** YAML 1.2, whatever `%YAML` asks for. Merge keys and duplicate keys are left to who reads the tree. */
const OPTIONS = { schema: new Schema({ schema: "core", merge: false, resolveKnownTags: false }), uniqueKeys: false };

/** The one document of a text as the library's tree, or its first fault. Takes linear time, and no deep recursion. */
export function composeYaml(text: string): Composed {
  const { tokens, fault } = parseTokens(text);
  const document = composeTokens(tokens, text.length);
  const first = firstOf(document.errors) ?? fault;
  if (first !== null) return { ok: false, fault: first };
  // A tag that nobody knows is kept in the tree.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED" && code !== "BAD_COLLECTION_TYPE").map(toFound);
  return { ok: true, contents: document.contents, warnings: [...tokens.flatMap(findOldVersion), ...warnings] };
}

interface Tokens {
  /** Those of the first document. */
  readonly tokens: readonly CST.Token[];
  /** What comes after them. */
  readonly fault: Found | null;
}

function parseTokens(text: string): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let pieces = 0;
  for (const piece of new Lexer().lex(text)) {
    const fault = take(parser.next(piece), tokens);
    if (fault !== null) return { tokens, fault };
    pieces += 1;
    if (pieces > MAX_PIECES) {
      return { tokens: [], fault: { offset: parser.offset, message: `The text has more than ${MAX_PIECES} words and signs` } };
    }
    // The document, the lists and maps, and what the innermost one holds.
    if (parser.stack.length > MAX_DEPTH + 2) {
      return { tokens: [], fault: { offset: parser.stack[MAX_DEPTH + 1]?.offset ?? parser.offset, message: TOO_DEEP } };
    }
  }
  return { tokens, fault: take(parser.end(), tokens) };
}

/** Adds tokens, up to a second document. */
function take(more: Iterable<CST.Token>, tokens: CST.Token[]): Found | null {
  for (const token of more) {
    if (token.type === "document" && tokens.some(({ type }) => type === "document")) {
      return { offset: token.offset, message: "A second document begins here" };
    }
    tokens.push(token);
  }
  return null;
}

function composeTokens(tokens: readonly CST.Token[], length: number): Document.Parsed {
  const { stackTraceLimit } = Error;
  // A hostile text can have a fault for each of its characters, and each takes a trace of the stack.
  Error.stackTraceLimit = 0;
  try {
    const [document] = new Composer(OPTIONS).compose(tokens, true, length);
    if (document === undefined) throw new Error("The YAML library composed no document");
    return document;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function firstOf(errors: readonly YAMLError[]): Found | null {
  const first = errors.reduce<YAMLError | null>((least, error) => (least === null || error.pos[0] < least.pos[0] ? error : least), null);
  return first === null ? null : toFound(first);
}

function toFound({ pos, message }: YAMLError): Found {
  return { offset: pos[0], message };
}

function findOldVersion(token: CST.Token): readonly Found[] {
  if (token.type !== "directive" || !/^%YAML[ \t]+1\.1(?![0-9.])/.test(token.source)) return [];
  return [{ offset: token.offset, message: "The file asks for YAML 1.1, and is read as YAML 1.2" }];
}
