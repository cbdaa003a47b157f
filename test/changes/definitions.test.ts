import { expect, test } from "vitest";
import type { Change } from "../../src/changes/change.ts";
import { compareFieldNodes, compareSchemaNodes } from "../../src/changes/definitions.ts";
import { renderPath } from "../../src/changes/path.ts";
import { read } from "./documents.ts";

const PATH = [{ kind: "key", key: "definition" }] as const;

function definitions(before: string, after: string): Parameters<typeof compareSchemaNodes>[0] {
  return {
    before: read(before),
    after: read(after),
    paths: { before: PATH, after: PATH },
    meaning: { subject: "schema", name: "plan", owner: null, traits: [] },
  };
}

const brief = (changes: readonly Change[] | null): readonly string[] | null =>
  changes?.map(({ kind, path, meaning, after }) =>
    [kind, renderPath(path), meaning.subject, meaning.name, ...meaning.traits, after.line].join(" "),
  ) ?? null;

test("each difference has its place in the document", () => {
  expect(brief(compareSchemaNodes(definitions("properties:\n  a: {type: string}", "properties:\n  a:\n    type: integer")))).toEqual([
    "changed definition.properties.a.type schema-field plan.a narrowed 3",
  ]);
});

test("JSON text is read as what it says, and a difference in words is one of description", () => {
  const text = '\'{"properties": {"a": {"type": "string"}}}\'';
  expect(brief(compareSchemaNodes(definitions(text, "properties: {a: {type: string}}")))).toEqual([]);
  expect(brief(compareSchemaNodes(definitions(text, "properties: {a: {type: string, description: x}}")))).toEqual([
    "changed definition.properties.a.description description plan 1",
  ]);
});

test.each(["no schema", "'{'", "'[1]'", `'${"[".repeat(500)}${"]".repeat(500)}'`])("%s is not compared as a schema", (text) => {
  expect(compareSchemaNodes(definitions("type: object", text))).toBeNull();
});

test("fields of an answer are compared like properties, and none is like no field", () => {
  expect(brief(compareFieldNodes(definitions("a: {type: string}\nb: {type: string}", "b: {type: number}\nc: {type: string}")))).toEqual([
    "changed definition.b.type schema-field plan.b narrowed 1",
    "added definition.c schema-field plan.c widened 2",
    "removed definition.a schema-field plan.a narrowed 1",
  ]);
  expect(brief(compareFieldNodes(definitions("~", "a: {}")))).toEqual(["added definition.a schema-field plan.a widened 1"]);
});
