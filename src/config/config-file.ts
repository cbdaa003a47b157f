import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type * as z from "zod";
import type { Problem } from "../model/problem.ts";
import { issueMessage, shownValue, unknownFix, issueFix, valueMessage } from "./issue-text.ts";
import { option, optionsOf } from "./options.ts";
import type { Option } from "./option.ts";
import type { Parsed } from "./parsed.ts";
import { errorIn, parsed } from "./parsed.ts";
import type { ConfigFile } from "./schema.ts";
import { CONFIG_KEYS, CONFIG_SCHEMA, PART_KEYS } from "./schema.ts";

/** Above this no configuration is honest, and deep nesting could exhaust the stack. */
const MAX_CHARACTERS = 32 * 1024;
const MAX_ALIASES = 50;
/** One mistake can make the rest of the text look wrong. */
const MAX_SYNTAX_PROBLEMS = 10;

/** Where the parser's own sentence speaks to programmers. */
const OWN_WORDS: Readonly<Partial<Record<string, string>>> = {
  NON_STRING_KEY: "A key is not plain text",
  MULTIPLE_DOCS: "A second document begins here",
  RESOURCE_EXHAUSTION: "The values are nested too deeply",
};

/** The keys and values of the configuration file, or every problem in it with its line; `path` only names the file. */
export function parseConfigFile(text: string, path: string): Parsed<ConfigFile> {
  if (text.length > MAX_CHARACTERS) {
    return parsed<ConfigFile>(null, [
      errorIn(
        "config-invalid",
        path,
        null,
        `The file is longer than ${MAX_CHARACTERS} characters`,
        "Keep only flow-tagbot's own keys in it",
      ),
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", stringKeys: true });
  const syntax = [...document.errors, ...document.warnings]
    .slice(0, MAX_SYNTAX_PROBLEMS)
    .map((error) =>
      errorIn(
        "config-syntax",
        path,
        lines.linePos(error.pos[0]).line,
        OWN_WORDS[error.code] ?? firstLine(error.message),
        "Correct the YAML syntax at this line",
      ),
    );
  if (syntax.length > 0) return parsed<ConfigFile>(null, syntax);
  const plain = toPlain(document);
  if (!plain.ok)
    return parsed<ConfigFile>(null, [
      errorIn("config-syntax", path, null, plain.reason, "Write the values out instead of repeating them by alias"),
    ]);
  const result = CONFIG_SCHEMA.safeParse(plain.value ?? {}, { reportInput: true });
  if (result.success) return parsed(result.data, []);
  return parsed<ConfigFile>(null, inLineOrder(result.error.issues.flatMap((issue) => toProblems(issue, path, document, lines))));
}

type Plain = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Fails for an alias without an anchor, and for aliases that multiply. */
function toPlain(document: Document): Plain {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (error instanceof ReferenceError) return { ok: false, reason: firstLine(error.message) };
    throw error;
  }
}

function toProblems(issue: z.core.$ZodIssue, file: string, document: Document, lines: LineCounter): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) =>
      errorIn(
        "config-invalid",
        file,
        keyLine(document, issue.path, key, lines),
        `${shownPath([...issue.path, key])} is not a key of the configuration`,
        unknownFix(key, known),
      ),
    );
  }
  const line = valueLine(document, issue.path, lines);
  if (issue.path.length === 0) {
    return [
      errorIn(
        "config-invalid",
        file,
        line,
        valueMessage("The file", issue.input, "it is no set of keys and values"),
        "Write keys and values, such as `branch: main`",
      ),
    ];
  }
  return [errorIn("config-invalid", file, line, issueMessage(shownPath(issue.path), issue), issueFix(issue, optionAt(issue.path)))];
}

/** The keys that there are where an unknown one was found. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const last = path.findLast((part) => typeof part === "string") ?? "";
  if (path.length === 0) return CONFIG_KEYS;
  return PART_KEYS[last] ?? (path.at(-2) === "rules" ? ["level", "bump"] : ["rules"]);
}

/** The option that tells what a good value is; keys of the file and options share their names. */
function optionAt([key, , field]: readonly PropertyKey[]): Option {
  if (key === "roots" && field === "path") return option("root");
  if (key === "roots" && field === "tag") return option("tag");
  if (field === "rules" || field === "format" || field === "schema") return option(field);
  return optionsOf("config").find(({ name }) => name === key) ?? option("roots");
}

/** The line of the value at the path, or of the nearest thing around it where the value is missing. */
function valueLine(document: Document, path: readonly PropertyKey[], lines: LineCounter): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

function keyLine(document: Document, path: readonly PropertyKey[], key: string, lines: LineCounter): number | null {
  const parent: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair =
    isCollection(parent) && isMap(parent) ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return isNode(pair?.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : valueLine(document, path, lines);
}

function shownPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => {
      if (typeof part === "number") return `[${part}]`;
      const name = /^[\w-]{1,60}$/.test(String(part)) ? String(part) : shownValue(String(part));
      return at === 0 ? name : `.${name}`;
    })
    .join("");
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

function inLineOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
