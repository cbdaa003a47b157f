import { expect, test } from "vitest";
import { renderRegistries, toRegistriesJson, type RegistryRow } from "../../src/output/registries-text.ts";

/** Two hours after the first one was read. */
const NOW = Date.parse("2026-03-01T14:00:00Z");

const ROWS: readonly RegistryRow[] = [
  {
    name: "team",
    type: "github",
    source: "acme/flows",
    url: "https://github.com/acme/flows",
    root: "flows",
    isDefault: true,
    updatedAt: "2026-03-01T12:00:00Z",
  },
  { name: "inner", type: "git", source: "git@h:a/b", url: "git@h:a/b", root: null, isDefault: false, updatedAt: null },
  { name: "mine", type: "path", source: "/srv/flows", url: "/srv/flows", root: "", isDefault: false, updatedAt: null },
];

test("registries are a table with the default and when each was read", () => {
  expect(renderRegistries(ROWS, "/c/registries.yml", { colour: false, width: 120, now: NOW })).toMatchInlineSnapshot(`
    "NAME   TYPE    SOURCE      ROOT   DEFAULT  LAST READ
    team   github  acme/flows  flows  yes      2 hours ago
    inner  git     git@h:a/b                   never
    mine   path    /srv/flows  .               as it is on disk
    "
  `);
});

test("without any, it says where they would be and how to add one", () => {
  const text = renderRegistries([], "/c/registries.yml", { colour: false, width: 120, now: NOW });
  expect(text).toContain("/c/registries.yml");
  expect(text).toContain("flow-tagbot registry add");
});

test("machines get the default by name", () => {
  expect(toRegistriesJson(ROWS, "/c/registries.yml")).toMatchObject({
    schema: 1,
    file: "/c/registries.yml",
    default: "team",
    registries: [{ name: "team", url: "https://github.com/acme/flows" }, { name: "inner", updatedAt: null }, { name: "mine" }],
  });
  expect(toRegistriesJson([], "/c/registries.yml")).toMatchObject({ default: null, registries: [] });
});
