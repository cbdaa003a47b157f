import { createContext, Script } from "node:vm";
import type { ErrorObject, ValidateFunction } from "ajv";
import { toPlain } from "../../changes/nodes.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import type { YamlNode } from "../../registry/yaml-node.ts";
import { toSchemaErrors, type SchemaError } from "./schema-errors.ts";

export type Validation =
  | { readonly kind: "checked"; readonly errors: readonly SchemaError[] }
  /** Nobody can tell whether the document fits. */
  | { readonly kind: "unusable"; readonly reason: string };

export type CompiledSchema =
  { readonly kind: "usable"; readonly validate: (root: YamlNode) => Validation } | { readonly kind: "unusable"; readonly reason: string };

/** Above this no schema of a flow is honest. */
const MAX_CHARACTERS = 500_000;
const MAX_REASON = 300;

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/**
 * Compiles a JSON Schema (draft 2020-12, as JSON, or as YAML by the end of its path). Nothing is fetched: a reference
 * to somewhere else makes it unusable. Compiling and each validation may take `timeout` milliseconds, whatever a
 * hostile schema or pattern would take.
 */
export async function compileSchema(text: string, path: string, timeout: number): Promise<CompiledSchema> {
  const parsed = parseSchema(text, path);
  if (!parsed.ok) return unusable(parsed.reason);
  const { schema } = parsed;
  // The bundle gives a CommonJS module nothing but its default.
  const { default: library } = await import("ajv/dist/2020.js");
  // Formats are annotations in this draft, and unknown keywords are allowed by it.
  const ajv = new library.Ajv2020({ strict: false, allErrors: true, validateFormats: false, logger: false, ownProperties: true });
  const compiled = within(timeout, () => ajv.compile(schema));
  if (!compiled.ok) return unusable(compiled.reason);
  const check = compiled.value;
  if ("$async" in check) return unusable("it is an asynchronous schema, which the draft does not know");
  return { kind: "usable", validate: (root) => validate(check, root, timeout) };
}

function validate(check: ValidateFunction, root: YamlNode, timeout: number): Validation {
  const result = within(timeout, (): readonly ErrorObject[] => (check(toPlain(root)) ? [] : (check.errors ?? [])));
  return result.ok ? { kind: "checked", errors: toSchemaErrors(result.value, root) } : unusable(result.reason);
}

function unusable(reason: string): { readonly kind: "unusable"; readonly reason: string } {
  return { kind: "unusable", reason: reason.length > MAX_REASON ? `${reason.slice(0, MAX_REASON)}…` : reason };
}

type ParsedSchema = { readonly ok: true; readonly schema: object | boolean } | { readonly ok: false; readonly reason: string };

function parseSchema(text: string, path: string): ParsedSchema {
  if (text.length > MAX_CHARACTERS) return { ok: false, reason: `it has more than ${MAX_CHARACTERS} characters` };
  const parsed = /\.ya?ml$/.test(path) ? parseFromYaml(text) : parseFromJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value !== "boolean" && (typeof value !== "object" || value === null || Array.isArray(value)))
    return { ok: false, reason: "a schema is a map, or true or false" };
  const draft: unknown = typeof value === "object" && "$schema" in value ? value.$schema : DRAFT;
  if (typeof draft !== "string" || draft.replace(/#$/, "") !== DRAFT)
    return { ok: false, reason: `its \`$schema\` is ${JSON.stringify(draft)}, and only ${DRAFT} is read` };
  return { ok: true, schema: value };
}

type ParsedValue = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

function parseFromJson(text: string): ParsedValue {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: error.message };
    throw error;
  }
}

function parseFromYaml(text: string): ParsedValue {
  const parsed = parseYaml(text);
  if (!parsed.ok) return { ok: false, reason: `line ${parsed.fault.at.line}: ${parsed.fault.message}` };
  return { ok: true, value: toPlain(parsed.root) };
}

type Ended<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const RUN = new Script("run()");

/** What a function gives, or why it did not end well: patterns and references of a schema can run without end. */
function within<T>(timeout: number, run: () => T): Ended<T> {
  const results: T[] = [];
  try {
    RUN.runInContext(createContext({ run: () => void results.push(run()) }), { timeout });
  } catch (error) {
    return { ok: false, reason: reasonOf(error, timeout) };
  }
  const [value] = results;
  if (value === undefined) throw new Error("The function gave nothing");
  return { ok: true, value };
}

function reasonOf(error: unknown, timeout: number): string {
  if (typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
    return `it did not come to an end within ${timeout} ms`;
  if (error instanceof RangeError) return "it refers to itself without end, or is nested too deeply";
  // Whatever a schema makes its compiler throw says what is wrong with the schema.
  return error instanceof Error ? error.message : String(error);
}
