import { describe, expect, test } from "vitest";
import type { Option } from "../../src/config/option.ts";
import { OPTIONS, optionsOf } from "../../src/config/options.ts";

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
    if (choice.default !== null) expect(choice.choices).toContain(choice.default);
    expect(choice.choices).toContain(choice.example);
    expect(choice.placeholder).toBe(choice.choices?.join("|"));
  });
  test("keeps every secret out of flags and files", () => {
    const secrets = ALL.filter(({ name }) => /token|passphrase|(^|-)key$/.test(name));
    expect(secrets.map(({ name }) => name)).toEqual([
      "token",
      "workflow-token",
      "ssh-key",
      "ssh-passphrase",
      "signing-key",
      "signing-passphrase",
      "registry-token",
      "registry-ssh-key",
    ]);
    expect(secrets.flatMap(({ places }) => places).filter((place) => place === "flag" || place === "config")).toEqual([]);
  });
});

test("a place has its options only", () => {
  expect(optionsOf("config").map(({ name }) => name)).not.toContain("root");
  expect(optionsOf("input").map(({ name }) => name)).toContain("root");
});
