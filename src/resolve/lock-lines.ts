import { EVERY_INVISIBLE } from "../model/invisible.ts";

/** A value of the lockfile with its line, 1-based. */
export type LockNode = LockText | LockMap;

export interface LockText {
  readonly kind: "text";
  readonly line: number;
  readonly text: string;
}

export interface LockMap {
  readonly kind: "map";
  readonly line: number;
  readonly entries: ReadonlyMap<string, LockNode>;
}

export type ParsedLines =
  { readonly ok: true; readonly root: LockMap } | { readonly ok: false; readonly line: number; readonly message: string };

/** The format has no more levels than this: section, flow, prompts, id, range, version. */
const MAX_DEPTH = 6;
const MAX_CHARACTERS = 16_000_000;
/** A key and a value of 1,000 characters each, all of them escaped; patterns run out of stack on millions. */
const MAX_LINE = 20_000;

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const PLAIN_KEY = String.raw`[A-Za-z0-9_][A-Za-z0-9_.-]*`;
const PLAIN_TEXT = String.raw`[A-Za-z0-9](?:[A-Za-z0-9_./:@+^~-]*[A-Za-z0-9_./@+^~-])?`;
const LINE = new RegExp(`^( *)(${QUOTED}|${PLAIN_KEY}):(?: +(${QUOTED}|${PLAIN_TEXT}|\\{\\}))? *(?: #.*)?$`, "u");

interface Open {
  readonly depth: number;
  readonly entries: Map<string, LockNode>;
}

/**
 * Reads the part of YAML that the lockfile is written in: maps by indentation, and texts, plain or in double quotes. Everything
 * else is refused with its line. Takes linear time and no recursion, and starts faster than a YAML library loads.
 */
export function parseLockLines(text: string): ParsedLines {
  if (text.length > MAX_CHARACTERS) return { ok: false, line: 1, message: `The file is longer than ${MAX_CHARACTERS} characters` };
  const root = new Map<string, LockNode>();
  const open: Open[] = [{ depth: 0, entries: root }];
  // The last key, while it may still turn out to have a map.
  let waiting: (LockMap & { readonly entries: Map<string, LockNode> }) | null = null;
  for (const [index, source] of text.split("\n").entries()) {
    const line = index + 1;
    const written = source.endsWith("\r") ? source.slice(0, -1) : source;
    if (/^ *(?:#.*)?$/.test(written)) continue;
    const fail = (message: string): ParsedLines => ({ ok: false, line, message });
    if (written.length > MAX_LINE) return fail(`The line is longer than ${MAX_LINE} characters`);
    const [, indent = "", key = "", value] = LINE.exec(written) ?? [];
    const name = unquote(key);
    const content = value === undefined || value === "{}" ? "" : unquote(value);
    if (key === "" || name === null || content === null)
      return fail("The line is not of the form `key: value`, with the value in double quotes");
    const depth = indent.length / 2;
    if (waiting !== null && depth === open.length) open.push({ depth, entries: waiting.entries });
    else if (waiting !== null && depth >= open.length) return fail("The line is indented too far");
    else if (waiting !== null) return { ok: false, line: waiting.line, message: "The key has no value" };
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) > depth) open.pop();
    const place = open.at(-1);
    if (place?.depth !== depth || depth >= MAX_DEPTH) return fail("The line is not indented by two spaces for each level");
    if (place.entries.has(name)) return fail(`The key ${JSON.stringify(name)} is there twice`);
    waiting = value === undefined ? { kind: "map", line, entries: new Map() } : null;
    place.entries.set(
      name,
      waiting ?? (value === "{}" ? { kind: "map", line, entries: new Map() } : { kind: "text", line, text: content }),
    );
  }
  if (waiting !== null) return { ok: false, line: waiting.line, message: "The key has no value" };
  return { ok: true, root: { kind: "map", line: 1, entries: root } };
}

function unquote(written: string): string | null {
  if (!written.startsWith('"')) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === "string" ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Words that readers of older YAML take for something else than text. */
const WORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A key that users chose: bare where every reader of YAML takes it for text. */
export function renderKey(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_.-]*$/.test(name) && !WORD.test(name) ? name : renderText(name);
}

/** In double quotes, with escapes for what would not be seen. */
export function renderText(text: string): string {
  return JSON.stringify(text).replace(EVERY_INVISIBLE, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}
