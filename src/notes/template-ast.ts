import type { Nunjucks, TemplateNode } from "./nunjucks-parts.ts";
import { plainWords, TemplateFault } from "./template-fault.ts";

/** A template file that another one names in `include`, `import`, `from` or `extends`. */
export interface TemplateReference {
  readonly name: string;
  readonly line: number;
  /** `ignore missing` stands behind it. */
  readonly optional: boolean;
}

export interface ParsedTemplate {
  readonly root: TemplateNode;
  readonly references: readonly TemplateReference[];
}

/** Everything a template may be made of. Left out: regular expressions, asynchronous tags, extensions. */
const ALLOWED: ReadonlySet<string> = new Set([
  "Root",
  "NodeList",
  "Output",
  "TemplateData",
  "Literal",
  "Symbol",
  "Group",
  "Array",
  "Dict",
  "Pair",
  "KeywordArgs",
  "LookupVal",
  "If",
  "InlineIf",
  "For",
  "Macro",
  "Caller",
  "Import",
  "FromImport",
  "FunCall",
  "Filter",
  "Block",
  "Extends",
  "Include",
  "Set",
  "Capture",
  "Switch",
  "Case",
  "In",
  "Is",
  "Or",
  "And",
  "Not",
  "Add",
  "Concat",
  "Sub",
  "Mul",
  "Div",
  "FloorDiv",
  "Mod",
  "Pow",
  "Neg",
  "Pos",
  "Compare",
  "CompareOperand",
]);
const NAMING: ReadonlySet<string> = new Set(["Include", "Import", "FromImport", "Extends"]);

/**
 * Parses a template and refuses, with its line, what must not reach the compiler. nunjucks writes names into the
 * code it makes without quoting them (`x is "a\") + code + (\""` is code), so a name is a plain identifier or an error.
 */
export function parseTemplate(nunjucks: Nunjucks, name: string, text: string): ParsedTemplate {
  const root = parse(nunjucks, name, text);
  const references: TemplateReference[] = [];
  // A stack of its own: the depth of nesting is the template's choice.
  const waiting: { readonly node: TemplateNode; readonly line: number }[] = [{ node: root, line: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next;
    const line = typeof node.lineno === "number" ? node.lineno + 1 : next.line;
    const wrong = NAMING.has(node.typename) ? unnamed(node) : forbidden(node);
    if (wrong !== null) throw new TemplateFault(name, line, wrong);
    if (NAMING.has(node.typename)) references.push(reference(node, line));
    for (const child of children(node)) waiting.push({ node: child, line });
  }
  return { root, references: references.sort((a, b) => a.line - b.line) };
}

/** The name as it is looked up, or null for one that leaves the template's folder. */
export function toTemplatePath(name: string): string | null {
  const path = name.replace(/^(?:\.\/)+/u, "");
  const segments = path.split("/");
  const plain = segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return plain && !/[\\:\u0000-\u001f]/u.test(path) ? path : null;
}

/** Names that every JavaScript object answers to; as names in a template they are mistakes or attacks. */
export function isReserved(name: string): boolean {
  return name in Object.prototype || name === "prototype";
}

function parse(nunjucks: Nunjucks, name: string, text: string): TemplateNode {
  try {
    return nunjucks.parse(text, [], { trimBlocks: true, lstripBlocks: true });
  } catch (error) {
    throw new TemplateFault(name, lineOf(error) ?? text.trimEnd().split("\n").length, plainWords(error));
  }
}

function lineOf(error: unknown): number | null {
  return error instanceof Error && "lineno" in error && typeof error.lineno === "number" ? error.lineno : null;
}

function forbidden(node: TemplateNode): string | null {
  if (!ALLOWED.has(node.typename)) return `${node.typename} is not supported in notes templates`;
  switch (node.typename) {
    case "Symbol":
      return forbiddenName(node["value"]);
    case "Literal":
      return forbiddenLiteral(node["value"]);
    case "LookupVal":
      return forbiddenKey(node["val"]);
    case "Pair":
      return forbiddenKey(node["key"]);
    case "Is":
      return forbiddenTest(node["right"]);
    default:
      return null;
  }
}

function forbiddenName(name: unknown): string | null {
  if (typeof name !== "string" || !/^[A-Za-z_]\w*$/u.test(name)) return `\`${String(name)}\` is not a name`;
  return isReserved(name) ? `\`${name}\` may not be used as a name` : null;
}

function forbiddenLiteral(value: unknown): string | null {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return null;
  return "regular expressions are not supported in notes templates";
}

function forbiddenKey(key: unknown): string | null {
  const value = isNode(key) && (key.typename === "Literal" || key.typename === "Symbol") ? key["value"] : null;
  return typeof value === "string" && isReserved(value) ? `\`${value}\` may not be read` : null;
}

/** The right side of `is` names a test: a name, a name with arguments, or none. */
function forbiddenTest(test: unknown): string | null {
  if (isNode(test)) {
    if (test.typename === "Symbol") return null;
    if (test.typename === "Literal" && test["value"] === null) return null;
    if (test.typename === "FunCall" && isNode(test["name"]) && test["name"].typename === "Symbol") return null;
  }
  return "the name of a test must follow `is`";
}

function unnamed(node: TemplateNode): string | null {
  const literal = node["template"];
  const value = isNode(literal) && literal.typename === "Literal" ? literal["value"] : null;
  const tag = node.typename === "FromImport" ? "from" : node.typename.toLowerCase();
  if (typeof value !== "string") return `\`${tag}\` needs the file's name in quotes, not an expression`;
  return toTemplatePath(value) === null ? `\`${tag}\` names ${JSON.stringify(value)}, which is not in the template's folder` : null;
}

function reference(node: TemplateNode, line: number): TemplateReference {
  const literal = node["template"];
  const value = isNode(literal) ? String(literal["value"]) : "";
  return { name: toTemplatePath(value) ?? value, line, optional: node["ignoreMissing"] === true };
}

function children(node: TemplateNode): readonly TemplateNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === "object" && value !== null && "typename" in value && "lineno" in value;
}
