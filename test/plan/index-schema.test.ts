import { expect, test } from "vitest";
import * as z from "zod";
import { INDEX_SCHEMA } from "../../src/plan/index-schema.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Every object of the schema, with its place. */
function objectsIn(schema: JsonSchema, place: string): readonly (readonly [string, JsonSchema])[] {
  const parts = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.anyOf ?? []).map((option) => ["", option] as const),
    ...(typeof schema.items === "object" && !Array.isArray(schema.items) ? [["[]", schema.items] as const] : []),
  ];
  const below = parts.flatMap(([name, part]) => (typeof part === "boolean" ? [] : objectsIn(part, `${place}.${name}`)));
  return schema.type === "object" ? [[place, schema], ...below] : below;
}

const OBJECTS = objectsIn(z.toJSONSchema(INDEX_SCHEMA, { io: "input", reused: "inline" }), "index");

test.each(OBJECTS)(
  "%s has all its fields always, each explained, and may get more",
  (_, { properties = {}, required, additionalProperties }) => {
    expect(required).toEqual(Object.keys(properties));
    expect(additionalProperties).toBeUndefined();
    for (const field of Object.values(properties)) expect(field).toHaveProperty("description");
  },
);

test("there are objects to look at", () => {
  expect(OBJECTS.length).toBeGreaterThan(4);
});
