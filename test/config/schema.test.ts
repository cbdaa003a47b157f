import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { option, optionsOf } from "../../src/config/options.ts";
import { CONFIG_KEYS, CONFIG_SCHEMA, configJsonSchema } from "../../src/config/schema.ts";

const valid = formats.default(new Ajv({ strict: true, allowUnionTypes: true })).compile(configJsonSchema());

describe("the JSON Schema", () => {
  test.each([
    {},
    { roots: [{ path: "flows/" }, { path: "x", tag: "x-{flow}-{version}" }] },
    { target: "content", prerelease: ["rc"], draft: true, "tags-per-push": 2 },
    { rules: { "tool-added": "off", "tool-removed": { bump: "minor" } }, flows: { chat: { rules: { "tool-added": "warn" } } } },
    { schema: { v1: "schemas/v1.json" }, yanked: [{ flow: "chat", version: "1.0.0", reason: "Broken." }] },
    { deprecated: [{ flow: "chat", since: "2026-01-31", use: "talk@^2" }], ignore: { replace: true } },
  ])("takes %j, as the program does", (value) => {
    expect(valid(value)).toBe(true);
    expect(CONFIG_SCHEMA.safeParse(value).success).toBe(true);
  });
  test.each([
    [],
    { root: "x" },
    { roots: [] },
    { roots: [{}] },
    { roots: [{ path: "a", x: 1 }] },
    { target: "x" },
    { draft: "yes" },
    { "tags-per-push": 0 },
    { prerelease: "rc" },
    { rules: { "no-such-rule": "off" } },
    { rules: { "tool-added": "high" } },
    { yanked: [{ flow: "chat", version: "1.0.0" }] },
    { ignore: { label: [] } },
  ])("refuses %j, as the program does", (value) => {
    expect(valid(value)).toBe(false);
    expect(CONFIG_SCHEMA.safeParse(value).success).toBe(false);
  });
});

test("the keys of the file are the options that belong in it", () => {
  expect(CONFIG_KEYS.toSorted()).toEqual(
    optionsOf("config")
      .map(({ name }) => name)
      .toSorted(),
  );
});

test("every key carries the text of its option", () => {
  const schema = configJsonSchema();
  for (const { name } of optionsOf("config")) {
    expect(schema).toHaveProperty(["properties", name, "description"], optionsOf("config").find((key) => key.name === name)?.description);
  }
  expect(schema).toHaveProperty(["properties", "tag", "description"], option("tag").description);
});
