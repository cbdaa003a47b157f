import { describe, expect, test } from "vitest";
import type { Option } from "../../src/config/options.ts";
import { flagText, option, OPTIONS, optionsOf } from "../../src/config/options.ts";

const ALL: readonly Option[] = OPTIONS;

describe("the list of options", () => {
  test("has every name once, in kebab-case", () => {
    const names = ALL.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
  test.each(ALL)("$name belongs somewhere and is described in one paragraph", ({ places, description, accepts }) => {
    expect(places.length).toBeGreaterThan(0);
    expect(description).toMatch(/^[A-Z`].*\.$/);
    expect(accepts).not.toBe("");
  });
  test.each(ALL.filter(({ kind }) => kind === "choice"))("$name has its default and example among its choices", (choice) => {
    expect(choice.choices).toContain(choice.default);
    expect(choice.choices).toContain(choice.example);
    expect(choice.placeholder).toBe(choice.choices?.join("|"));
  });
  test("keeps the token out of flags and files", () => {
    expect(option("token").places).toEqual(["input"]);
  });
});

test("a place has its options only", () => {
  expect(optionsOf("config").map(({ name }) => name)).not.toContain("root");
  expect(optionsOf("input").map(({ name }) => name)).toContain("root");
});

test("a flag shows what it takes", () => {
  expect([option("tag"), option("draft")].map(flagText)).toEqual(["--tag <template>", "--draft"]);
});
