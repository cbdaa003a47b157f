import { expect, test } from "vitest";
import { DEFAULT_CONFIG, EVERYTHING } from "../../src/config/config.ts";
import { mergeConfig } from "../../src/config/merge.ts";
import { optionsOf } from "../../src/config/options.ts";
import { parseOverrides } from "../../src/config/overrides.ts";
import { CONFIG_SCHEMA } from "../../src/config/schema.ts";

test("the defaults are valid values of the configuration file", () => {
  const { tag, target, prerelease, title, notes, draft } = DEFAULT_CONFIG;
  expect(CONFIG_SCHEMA.safeParse({ tag, target, prerelease, title, notes, draft }).success).toBe(true);
});

test("the documented defaults, given as inputs, change nothing", () => {
  const documented = optionsOf("input")
    .filter(({ name }) => name !== "token")
    .map((input) => [input.name, input.default ?? ""] as const);
  const overrides = parseOverrides(Object.fromEntries(documented));
  expect(overrides).toMatchObject({ ok: true, value: { selection: EVERYTHING } });
  if (overrides.ok) expect(mergeConfig(DEFAULT_CONFIG, {}, overrides.value.config)).toEqual(DEFAULT_CONFIG);
});
