import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clearRegistry } from "../../../src/resolve/cache/clear.ts";
import { listEntries } from "../../../src/resolve/cache/list.ts";
import { caught } from "../../caught.ts";
import { fullStore, OTHER, rememberedIn } from "./full-store.ts";
import { leftovers } from "./leftovers.ts";
import { REGISTRY } from "./sample-entry.ts";
import { newStore, temporaryFolder } from "./sample.ts";

test("all of a registry goes, and nothing of another one", () => {
  const { store, folders } = fullStore();
  const { size, entries } = listEntries(store.root);
  expect(clearRegistry(store, REGISTRY.id)).toEqual({ entries: 2, freed: size - (entries[2]?.size ?? 0) });
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, true]);
  expect(rememberedIn(store.root).filter((path) => existsSync(path))).toEqual([]);
  expect(leftovers(store)).toEqual([]);
});

test("a registry that is not there, and a cache that is not there, are clear already", () => {
  const store = newStore();
  expect(clearRegistry(store, REGISTRY.id)).toEqual({ entries: 0, freed: 0 });
  expect(existsSync(store.root)).toBe(false);
  expect(clearRegistry(fullStore().store, "third")).toEqual({ entries: 0, freed: 0 });
});

test("a link in the registry's place is removed, and what it leads to stays", () => {
  const { store } = fullStore();
  const outside = temporaryFolder();
  mkdirSync(join(outside, "entries/mine"), { recursive: true });
  const path = join(store.root, "v1", OTHER.id);
  rmSync(path, { recursive: true });
  symlinkSync(outside, path);
  expect(clearRegistry(store, OTHER.id)).toEqual({ entries: 0, freed: 0 });
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(outside)).toEqual(["entries"]);
});

test.each(["..", "", ".stages", "a/b"])("%j is no registry", (id) => {
  const { store } = fullStore();
  expect(caught(() => clearRegistry(store, id))).toBeInstanceOf(TypeError);
});
