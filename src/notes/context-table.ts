import * as z from "zod";
import { NOTES_CONTEXT_SCHEMA } from "./context-schema.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The documentation of a template's context: a Markdown table with a row for each field. */
export function renderContextTable(): string {
  return renderFieldTable(z.toJSONSchema(NOTES_CONTEXT_SCHEMA, { reused: "inline" }));
}

/** The same for any schema, of which nothing is shared. */
export function renderFieldTable(schema: JsonSchema): string {
  const rows = fieldRows(schema, "").map(([name, type, description]) => `| \`${name}\` | ${type} | ${description} |`);
  return ["| Field | Type | What it is |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function fieldRows(schema: JsonSchema, prefix: string): readonly (readonly [string, string, string])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    if (typeof field === "boolean") return [];
    const name = prefix + key;
    const { inner, nullable } = withoutNull(field);
    const items = typeof inner.items === "object" && !Array.isArray(inner.items) ? inner.items : null;
    const type = items === null ? typeName(inner) : `list of ${typeName(items)}s`;
    // A group's commits are described once, under `commits`.
    const nested = items === null ? fieldRows(inner, `${name}.`) : name === "groups[].commits" ? [] : fieldRows(items, `${name}[].`);
    return [[name, nullable ? `${type} or null` : type, field.description ?? ""] as const, ...nested];
  });
}

function typeName(schema: JsonSchema): string {
  const types = [schema.type ?? "any"].flat();
  return types.filter((type) => type !== "null").join(" or ");
}

function withoutNull(field: JsonSchema): { readonly inner: JsonSchema; readonly nullable: boolean } {
  const options = (field.anyOf ?? []).filter((option) => typeof option !== "boolean");
  const inner = options.find((option) => option.type !== "null");
  return inner === undefined ? { inner: field, nullable: [field.type].flat().includes("null") } : { inner, nullable: true };
}
