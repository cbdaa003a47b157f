import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { toPlain } from "../../../src/changes/nodes.ts";
import { toSchemaErrors } from "../../../src/plan/guard/schema-errors.ts";
import { parseYaml } from "../../../src/registry/parse-yaml.ts";

function errors(schema: object, yaml: string): readonly string[] {
  const parsed = parseYaml(yaml);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  const check = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  check(toPlain(parsed.root));
  return toSchemaErrors(check.errors ?? [], parsed.root).map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}

test("A place is the value's, through keys with slashes, lists, and aliases", () => {
  const text = { properties: { "a/b": { items: { properties: { "c~d": { type: "string" } } } } } };
  expect(errors(text, "a/b:\n  - c~d: x\n  - c~d: 1\n")).toEqual(["3:10 a/b[1].c~d is 1, and has to be of type string."]);
  const alias = { properties: { b: { type: "string" } } };
  expect(errors(alias, "a: &x 1\nb: *x\n")).toEqual(["1:7 b is 1, and has to be of type string."]);
});

test("A condition is not told besides what it asks for", () => {
  const schema = { if: { required: ["a"] }, then: { required: ["b"] } };
  expect(errors(schema, "a: 1\n")).toEqual(['1:1 The file lacks the key "b".']);
});

test("A value that fits several forms of which it may have one is told so", () => {
  expect(errors({ oneOf: [{ type: "object" }, { required: ["a"] }] }, "a: 1\n")).toEqual([
    "1:1 The file fits more than one of the forms that the schema allows.",
  ]);
});

test("Foreign text is cut", () => {
  const [long, ...others] = errors(
    { properties: { a: { enum: Array.from({ length: 500 }, (_, index) => `value ${index}`) } } },
    `a: ${"x".repeat(5_000)}\n`,
  );
  expect(others).toEqual([]);
  expect(long?.length).toBeLessThan(400);
  expect(long).toContain("and 488 more");
});
