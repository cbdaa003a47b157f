import type { Trait } from "../model/rule.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import type { Change, DocumentPath, Meaning, Shown } from "./change.ts";
import { toPlain, type Plain } from "./nodes.ts";
import { compareSchemas, type SchemaDifference } from "./schema.ts";

/** What is compared, with where it stands. */
export interface Definitions {
  readonly before: YamlNode;
  readonly after: YamlNode;
  readonly paths: { readonly before: DocumentPath; readonly after: DocumentPath };
  readonly meaning: Meaning;
}

/** Texts that nest deeper are not read as JSON. */
const DEEPEST = 200;

/** Changes of a JSON Schema, given as a map or as JSON text, one for each property and keyword; null when one is no schema. */
export function compareSchemaNodes(definitions: Definitions): readonly Change[] | null {
  const [before, after] = [readSchema(definitions.before), readSchema(definitions.after)];
  if (before === null || after === null) return null;
  return compareSchemas(before, after).map((difference) => toChange(definitions, difference, difference.keys));
}

/** Changes of the fields that an agent answers with, each a map with its type; null when one is no map. */
export function compareFieldNodes(definitions: Definitions): readonly Change[] | null {
  const [before, after] = [readFields(definitions.before), readFields(definitions.after)];
  if (before === null || after === null) return null;
  const wrap = (properties: Plain): Plain => ({ type: "object", properties });
  return compareSchemas(wrap(before), wrap(after)).map((difference) => toChange(definitions, difference, difference.keys.slice(1)));
}

function readSchema(node: YamlNode): Plain {
  if (node.kind === "map") return toPlain(node);
  if (node.kind !== "scalar" || typeof node.value !== "string" || nesting(node.value) > DEEPEST) return null;
  try {
    const value: unknown = JSON.parse(node.value);
    return isPlainMap(value) ? value : null;
  } catch {
    return null;
  }
}

function isPlainMap(value: unknown): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFields(node: YamlNode): Plain {
  if (node.kind === "map") return toPlain(node);
  return node.kind === "scalar" && node.value === null ? {} : null;
}

/** An upper bound: brackets in strings count, too. */
function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function toChange(definitions: Definitions, difference: SchemaDifference, keys: readonly string[]): Change {
  const { kind, field, from, to } = difference;
  const [before, after] = [deepest(definitions.before, keys), deepest(definitions.after, keys)];
  const base = kind === "removed" ? definitions.paths.before : definitions.paths.after;
  const path = [...base, ...keys.map((key) => ({ kind: "key", key }) as const)];
  const common = { path, meaning: toMeaning(definitions.meaning, difference), after };
  switch (kind) {
    case "added":
      return { ...common, kind, before: null, value: showPlain(to), parts: [] };
    case "removed":
      return { ...common, kind, before, value: showPlain(from), parts: [] };
    case "changed":
      return {
        ...common,
        kind,
        before,
        from: field.length > 0 && keys.at(-1) === "required" ? showRequired(from) : showPlain(from),
        to: keys.at(-1) === "required" ? showRequired(to) : showPlain(to),
      };
  }
}

/** Words are easier to read than a list with or without a name. */
function showRequired(value: Plain): Shown {
  return { kind: "scalar", value: value === true ? "required" : "optional" };
}

function toMeaning(whole: Meaning, { effect, field }: SchemaDifference): Meaning {
  if (effect === "none") return { ...whole, subject: "description" };
  const traits: readonly Trait[] = [effect];
  return field.length === 0 ? { ...whole, traits } : { ...whole, subject: "schema-field", name: [whole.name, ...field].join("."), traits };
}

/** Place of the value that keys lead to, or of the last one on the way there. */
function deepest(root: YamlNode, keys: readonly string[]): YamlNode["at"] {
  let [node, at] = [root, root.at];
  for (const key of keys) {
    const entry = node.kind === "map" ? node.entries.get(key) : undefined;
    const item = node.kind === "list" ? node.items[Number(key)] : undefined;
    const next = entry?.value ?? item;
    if (next === undefined) return at;
    at = entry?.at ?? next.at;
    node = next;
  }
  return at;
}

function showPlain(value: Plain): Shown {
  if (typeof value !== "object" || value === null) return { kind: "scalar", value };
  return Array.isArray(value) ? { kind: "list", size: value.length } : { kind: "map", size: Object.keys(value).length };
}
