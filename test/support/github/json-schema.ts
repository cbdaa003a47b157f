import { isRecord, listOf, record, textOf } from "./json.ts";

/** Versions of the REST API that the stand-in knows, oldest first. */
export const apiVersions = ["2022-11-28", "2026-03-10"] as const;

export type ApiVersion = (typeof apiVersions)[number];

export function isApiVersion(text: string): text is ApiVersion {
  return apiVersions.some((version) => version === text);
}

const changesName = "x-github-breaking-changes";

/** An OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type, and breaking changes up to `version` are applied. */
export function toJsonSchema(schema: unknown, version: ApiVersion): unknown {
  if (Array.isArray(schema)) return schema.map((part: unknown) => toJsonSchema(part, version));
  if (!isRecord(schema)) return schema;
  const { nullable, ...fields } = patched(schema, version);
  const entries = Object.entries(fields)
    .filter(([name]) => name !== changesName)
    .map(([name, value]): [string, unknown] => [name, convert(name, value, version)]);
  const converted = Object.fromEntries(entries);
  return nullable === true ? orNull(converted) : converted;
}

function convert(name: string, value: unknown, version: ApiVersion): unknown {
  if (name === "$ref" && typeof value === "string") return value.replace("#/components/schemas/", "github#/schemas/");
  if (name === "properties" && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJsonSchema(part, version)]));
  }
  return toJsonSchema(value, version);
}

function orNull(schema: Readonly<Record<string, unknown>>): unknown {
  const type = textOf(schema, "type");
  const values = listOf(schema, "enum");
  if (type === undefined || "oneOf" in schema || "anyOf" in schema) return { anyOf: [schema, { type: "null" }] };
  return { ...schema, type: [type, "null"], ...(values === undefined ? {} : { enum: [...values, null] }) };
}

function patched(schema: Readonly<Record<string, unknown>>, version: ApiVersion): Readonly<Record<string, unknown>> {
  let result = schema;
  for (const change of listOf(schema, changesName) ?? []) {
    const since = textOf(record(change), "version") ?? "";
    if (since <= version) result = record(merge(result, record(change)["patch"]));
  }
  return result;
}

/** JSON merge patch, RFC 7396. */
function merge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result: Record<string, unknown> = { ...record(target) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = merge(result[name], value);
  }
  return result;
}
