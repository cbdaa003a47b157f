import { isDeepStrictEqual } from "node:util";
import type { Plain } from "./nodes.ts";

/**
 * Differences between two JSON Schemas of answers. An agent has to give such an answer, and others read it, so a change in
 * either direction can break somebody:
 * - `narrowed`: answers that were valid are not any more (a new requirement, a tighter bound, a type less), or readers miss
 *   what they could rely on (a property gone or no longer required, another type).
 * - `widened`: only more is valid, and readers keep what they had (a further property, a looser bound,
 *   a value more to choose from).
 * What is not understood counts as narrowed.
 */
export interface SchemaDifference {
  readonly kind: "added" | "removed" | "changed";
  readonly effect: "narrowed" | "widened" | "none";
  /** Keys in the schema that lead there. */
  readonly keys: readonly string[];
  /** The property it is about, from the answer's root; `*` is any item or further property. */
  readonly field: readonly string[];
  readonly from: Plain;
  readonly to: Plain;
}

type Schema = Readonly<Record<string, Plain>>;

type Effect = SchemaDifference["effect"];

interface Pair {
  readonly before: Plain;
  readonly after: Plain;
  readonly keys: readonly string[];
  readonly field: readonly string[];
}

const ANNOTATIONS = /^(title|description|\$comment|examples?|default|deprecated|readOnly|writeOnly|\$id|\$schema|\$anchor|x-.*)$/;
const LOWER_BOUNDS = /^(minimum|exclusiveMinimum|minLength|minItems|minProperties|minContains)$/;
const UPPER_BOUNDS = /^(maximum|exclusiveMaximum|maxLength|maxItems|maxProperties|maxContains)$/;
const SCHEMAS = /^(items|additionalProperties|additionalItems|contains|propertyNames|unevaluatedProperties|unevaluatedItems)$/;
const SCHEMA_LISTS = /^(allOf|anyOf|oneOf|prefixItems)$/;
const DEMANDS = /^(pattern|format|multipleOf)$/;
const DEFINITIONS = /^(\$defs|definitions)$/;

const DEEPEST = 64;
/** References can make a small schema endless; what lies beyond is not understood. */
const MOST_WORK = 20_000;

export function compareSchemas(before: Plain, after: Plain): readonly SchemaDifference[] {
  const seen = new Set<string>();
  let work = 0;

  const compare = (pair: Pair, depth: number): readonly SchemaDifference[] => {
    const old = open(pair.before, before);
    const now = open(pair.after, after);
    work += 1;
    if (depth > DEEPEST || work > MOST_WORK) return isDeepStrictEqual(pair.before, pair.after) ? [] : [differ(pair, "narrowed")];
    const refs = [refOf(pair.before), refOf(pair.after)];
    if (refs.some((ref) => ref !== null)) {
      const key = JSON.stringify(refs);
      if (refs.every((ref) => ref !== null) && seen.has(key)) return [];
      seen.add(key);
    }
    if (old === null || now === null) return isDeepStrictEqual(pair.before, pair.after) ? [] : [differ(pair, toEffect(pair))];
    return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((keyword) =>
      compareKeyword(
        keyword,
        { before: pick(old, keyword), after: pick(now, keyword), keys: [...pair.keys, keyword], field: pair.field },
        depth,
      ),
    );
  };

  const compareKeyword = (keyword: string, pair: Pair, depth: number): readonly SchemaDifference[] => {
    const { before: old, after: now } = pair;
    if (DEFINITIONS.test(keyword) || keyword === "$ref") return [];
    if (keyword === "properties" || keyword === "patternProperties") return compareProperties(pair, depth);
    if (SCHEMAS.test(keyword)) return compare({ ...pair, before: old ?? true, after: now ?? true, field: [...pair.field, "*"] }, depth + 1);
    if (SCHEMA_LISTS.test(keyword) && isList(old) && isList(now) && old.length === now.length)
      return now.flatMap((item, index) =>
        compare({ before: old[index] ?? null, after: item, keys: [...pair.keys, String(index)], field: pair.field }, depth + 1),
      );
    if (keyword === "required") return compareRequired(pair);
    if (isDeepStrictEqual(sorted(keyword, old), sorted(keyword, now))) return [];
    return [differ(pair, effectOf(keyword, old, now))];
  };

  const compareProperties = ({ before: old, after: now, keys, field }: Pair, depth: number): readonly SchemaDifference[] => {
    const [was, is] = [isMap(old) ? old : {}, isMap(now) ? now : {}];
    return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((name) => {
      const pair = { before: pick(was, name), after: pick(is, name), keys: [...keys, name], field: [...field, name] };
      if (!Object.hasOwn(was, name)) return [differ(pair, "widened", "added")];
      if (!Object.hasOwn(is, name)) return [differ(pair, "narrowed", "removed")];
      return compare(pair, depth + 1);
    });
  };

  return compare({ before, after, keys: [], field: [] }, 0);
}

function effectOf(keyword: string, old: Plain, now: Plain): Effect {
  if (ANNOTATIONS.test(keyword)) return "none";
  const rises = typeof old === "number" && typeof now === "number" && now > old;
  const falls = typeof old === "number" && typeof now === "number" && now < old;
  if (LOWER_BOUNDS.test(keyword)) return now === null || falls ? "widened" : "narrowed";
  if (UPPER_BOUNDS.test(keyword)) return now === null || rises ? "widened" : "narrowed";
  if (DEMANDS.test(keyword)) return now === null ? "widened" : "narrowed";
  // Values that readers have never seen are new to them, but none that they have is gone.
  if (keyword === "enum" && isList(old) && isList(now)) return isWithout(old, now) ? "narrowed" : "widened";
  if (keyword === "uniqueItems") return now === true ? "narrowed" : old === true ? "widened" : "none";
  return "narrowed";
}

function isWithout(old: readonly Plain[], now: readonly Plain[]): boolean {
  return old.some((value) => !now.some((other) => isDeepStrictEqual(value, other)));
}

/** A name more is a demand more, a name less is a promise less. */
function compareRequired({ before, after, keys, field }: Pair): readonly SchemaDifference[] {
  const [was, is] = [new Set(isList(before) ? before : []), new Set(isList(after) ? after : [])];
  return [...new Set([...is, ...was])]
    .filter((name) => was.has(name) !== is.has(name))
    .map((name) =>
      differ({ before: was.has(name), after: is.has(name), keys, field: [...field, typeof name === "string" ? name : "*"] }, "narrowed"),
    );
}

/** Of schemas that say yes or no to everything, or cannot be read. */
function toEffect({ before, after }: Pair): Effect {
  return before === false || after === true ? "widened" : "narrowed";
}

function differ({ before, after, keys, field }: Pair, effect: Effect, kind: SchemaDifference["kind"] = "changed"): SchemaDifference {
  return { kind, effect, keys, field, from: before, to: after };
}

/** The keywords of a schema, those behind its local reference included; null for what has none. */
function open(schema: Plain, root: Plain, hops = 0): Schema | null {
  if (schema === true) return {};
  if (!isMap(schema)) return null;
  const ref = refOf(schema);
  if (ref === null) return schema;
  if (hops > DEEPEST || !ref.startsWith("#")) return { ...schema, "unresolved reference": ref };
  const target = ref
    .split("/")
    .slice(1)
    .reduce<Plain>((at, key) => (isMap(at) ? pick(at, key.replaceAll("~1", "/").replaceAll("~0", "~")) : null), root);
  const opened = open(target, root, hops + 1);
  return opened === null ? { ...schema, "unresolved reference": ref } : { ...opened, ...schema };
}

function pick(map: Schema, key: string): Plain {
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}

function refOf(schema: Plain): string | null {
  return isMap(schema) && typeof schema["$ref"] === "string" ? schema["$ref"] : null;
}

/** Types and enums mean the same in any order, and one type the same as a list of it. */
function sorted(keyword: string, value: Plain): Plain {
  if (keyword !== "type" && keyword !== "enum") return value;
  return (isList(value) ? value : [value]).map((item) => JSON.stringify(item)).toSorted();
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isMap(value: Plain): value is Schema {
  return typeof value === "object" && value !== null && !isList(value);
}
