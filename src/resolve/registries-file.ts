import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import { errorIn } from "../config/parsed.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { SourcePlaces } from "./registry-source.ts";
import { shapeRegistries, type Flaw } from "./registries-shape.ts";
import type { Registries } from "./source.ts";

/** Above this no list is honest, and deep nesting could exhaust the stack. */
const MAX_CHARACTERS = 256 * 1024;
const MAX_ALIASES = 50;
/** One mistake can make the rest of the text look wrong. */
const MAX_SYNTAX_PROBLEMS = 10;

/** The list that `registries.yml` is; `path` only names the file. Fails with every problem in it, each with its line. */
export function parseRegistries(text: string, path: string, places: SourcePlaces): Registries {
  const lines = new LineCounter();
  const document = readDocument(text, path, lines);
  const shaped = shapeRegistries(toPlain(document, path), places);
  if (shaped.ok) return shaped.registries;
  throw allOf(shaped.flaws.map((flaw) => errorIn(flaw.code, path, lineOf(document, flaw, lines), flaw.message, flaw.fix)));
}

/** The file as it is written, for edits that keep comments and order; fails for what is no YAML. */
export function readDocument(text: string, path: string, lines: LineCounter): Document {
  if (text.length > MAX_CHARACTERS)
    throw allOf([
      errorIn("registries-invalid", path, null, `The file is longer than ${MAX_CHARACTERS} characters`, "Keep only registries in it"),
    ]);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", stringKeys: true });
  const wrong = [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_PROBLEMS);
  if (wrong.length > 0)
    throw allOf(
      wrong.map(({ message, pos }) =>
        errorIn(
          "registries-invalid",
          path,
          lines.linePos(pos[0]).line,
          `The file is not valid YAML: ${message.split("\n", 1)[0] ?? message}`,
          "Correct the YAML at this line",
        ),
      ),
    );
  return document;
}

/** Fails for an alias without an anchor, and for aliases that multiply. */
function toPlain(document: Document, path: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return value;
  } catch (error) {
    if (error instanceof ReferenceError)
      throw allOf([errorIn("registries-invalid", path, null, error.message, "Write the values out instead of repeating them by alias")]);
    throw error;
  }
}

/** The line of the key or value, or of the nearest thing around it. */
function lineOf(document: Document, { at, onKey }: Flaw, lines: LineCounter): number | null {
  for (let length = at.length; length >= 0; length -= 1) {
    const path = at.slice(0, length);
    const node: unknown = length === at.length && onKey ? keyOf(document, path) : nodeAt(document, path);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

function keyOf(document: Document, path: readonly string[]): unknown {
  const parent = nodeAt(document, path.slice(0, -1));
  return isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key : null;
}

function nodeAt(document: Document, path: readonly string[]): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

function allOf(problems: readonly Problem[]): Failure {
  const [first, ...rest] = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (first === undefined) throw new TypeError("a refused file has no problem");
  return new Failure([first, ...rest]);
}
