import { describe, expect, test } from "vitest";
import { compileSchema, type Validation } from "../../../src/plan/guard/json-schema.ts";
import { parseYaml } from "../../../src/registry/parse-yaml.ts";

const TIMEOUT = 2_000;

async function validate(schema: unknown, yaml: string, timeout = TIMEOUT): Promise<Validation> {
  const compiled = await compileSchema(JSON.stringify(schema), "flow.json", timeout);
  if (compiled.kind === "unusable") throw new Error(compiled.reason);
  const parsed = parseYaml(yaml);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return compiled.validate(parsed.root);
}

async function errorsOf(schema: unknown, yaml: string): Promise<readonly string[]> {
  const result = await validate(schema, yaml);
  if (result.kind === "unusable") throw new Error(result.reason);
  return result.errors.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}

const FLOW = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["version", "components"],
  properties: {
    version: { enum: ["v1", "experimental"] },
    components: { type: "array", prefixItems: [{ $ref: "#/$defs/component" }], items: { $ref: "#/$defs/component" } },
  },
  $defs: { component: { type: "object", required: ["name"], properties: { name: { type: "string" } }, additionalProperties: false } },
};

test("Errors are at the value, and at the key that nobody knows", async () => {
  expect(await errorsOf(FLOW, "version: v2\ncomponents:\n  - name: 1\n  - nmae: a\n")).toEqual([
    '1:10 version is "v2"; the schema allows "v1", "experimental".',
    "3:11 components[0].name is 1, and has to be of type string.",
    '4:5 components[1] lacks the key "name".',
    '4:5 components[1] has the key "nmae", which the schema does not know.',
  ]);
  expect(await errorsOf(FLOW, "version: v1\n")).toEqual(['1:1 The file lacks the key "components".']);
  expect(await errorsOf(FLOW, "version: v1\ncomponents: []\n")).toEqual([]);
});

test("Of a choice, what is wrong further down is told, else that nothing fits", async () => {
  const choice = { properties: { to: { anyOf: [{ type: "string" }, { type: "object", properties: { name: { type: "string" } } }] } } };
  expect(await errorsOf(choice, "to: 1\n")).toEqual(["1:5 to fits none of the forms that the schema allows."]);
  expect(await errorsOf(choice, "to: {name: 1}\n")).toEqual(["1:12 to.name is 1, and has to be of type string."]);
});

test.each([
  ["x: 1", { minProperties: 2 }],
  ["__proto__: 1", { required: ["a"] }],
  ["a: {constructor: 1}", { properties: { a: { properties: { constructor: { type: "string" } } } } }],
  ["a/b: {c~d: 1}", { properties: { "a/b": { properties: { "c~d": { type: "string" } } } } }],
  ["1x: a", { propertyNames: { pattern: "^[a-z]" } }],
  ["a: 1", { properties: { a: false } }],
  ["a: 1", { unevaluatedProperties: false }],
  ["a: 1", { properties: { a: { const: 2 } } }],
  ["a: 1", { properties: { a: { oneOf: [{ type: "number" }, { const: 1 }] } } }],
  ["a: 1", false],
])("%j does not fit %j", async (yaml, schema) => {
  const errors = await errorsOf(schema, yaml);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^1:\d+ .{8,}\.$/);
});

test("Formats are annotations, and keywords that nobody knows are none of ours", async () => {
  expect(await errorsOf({ format: "email", "x-owner": "us", type: "string" }, "nobody\n")).toEqual([]);
});

describe("A schema is refused", () => {
  test.each([
    ["that is no JSON", "{", "flow.json"],
    ["that is no YAML", "a: [", "flow.yml"],
    ["that is no map", "[]", "flow.json"],
    ["of another draft", '{"$schema":"http://json-schema.org/draft-07/schema#"}', "flow.json"],
    ["with a keyword of the wrong kind", '{"type":"strnig"}', "flow.json"],
    ["that refers to another file", '{"$ref":"other.json"}', "flow.json"],
    ["that refers to the net", '{"$ref":"https://example.com/schema.json"}', "flow.json"],
    ["with a pattern that is none", '{"pattern":"("}', "flow.json"],
    ["that is asynchronous", '{"$async":true}', "flow.json"],
    ["that takes the place of the draft's own", '{"$id":"https://json-schema.org/draft/2020-12/schema"}', "flow.json"],
    ["that is larger than any", `{"description":"${"x".repeat(600_000)}"}`, "flow.json"],
    ["that is nested without end", `${'{"not":'.repeat(30_000)}{}${"}".repeat(30_000)}`, "flow.json"],
  ])("%s", async (_, text, path) => {
    const compiled = await compileSchema(text, path, TIMEOUT);
    expect(compiled).toMatchObject({ kind: "unusable", reason: expect.stringMatching(/^.{5,301}$/s) as string });
  });

  test.each([
    ["whose pattern runs without end", { pattern: "^(a+)+$" }, `${"a".repeat(60)}!`],
    ["that refers to itself", { $ref: "#" }, "a"],
  ])("%s, when it is used", async (_, schema, yaml) => {
    expect(await validate(schema, JSON.stringify(yaml), 200)).toMatchObject({ kind: "unusable" });
  });
});

test("A schema may be YAML", async () => {
  const compiled = await compileSchema("type: object\nrequired: [a]\n", "schemas/flow.yaml", TIMEOUT);
  expect(compiled.kind).toBe("usable");
});
