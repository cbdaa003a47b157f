import { mkdirSync, readdirSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listItems, listRegistryIds } from "../../../src/resolve/cache/items.ts";
import { caught } from "../../caught.ts";
import { fullStore, OTHER } from "./full-store.ts";
import { REGISTRY } from "./sample-entry.ts";
import { DAY, newStore, NOW, temporaryFolder } from "./sample.ts";

test("every entry and every remembered file is an item, with its bytes and its last use", () => {
  const { store, folders } = fullStore();
  const items = [...listItems(store.root)];
  expect(items.map(({ registryId, kind, usedAt }) => [registryId, kind, (NOW - usedAt) / DAY])).toEqual([
    [REGISTRY.id, "entries", 40],
    [REGISTRY.id, "entries", 10],
    [REGISTRY.id, "answers", 0],
    [REGISTRY.id, "notes", 0],
    [REGISTRY.id, "refs", 0],
    [OTHER.id, "entries", 0],
  ]);
  const bytes = readdirSync(folders[0], { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  expect(items[0]?.size).toBe(bytes);
  expect(listRegistryIds(store.root)).toEqual([REGISTRY.id, OTHER.id]);
});

test("a damaged entry is an item too, and what a link leads to is not counted", () => {
  const { store, folders } = fullStore();
  const outside = temporaryFolder();
  writeFileSync(join(outside, "large"), "");
  truncateSync(join(outside, "large"), 10_000_000);
  symlinkSync(outside, join(folders[0], "link"));
  symlinkSync(outside, join(store.root, "v1", REGISTRY.id, "entries", "link"));
  symlinkSync(outside, join(store.root, "v1", "linked"));
  mkdirSync(join(store.root, "v1", REGISTRY.id, "entries", "empty"));
  const items = [...listItems(store.root)];
  expect(items).toHaveLength(8);
  expect(items.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(20_000);
  expect(listRegistryIds(store.root)).not.toContain("linked");
});

test("no cache has no items, and a folder that is none is not looked into", () => {
  expect([...listItems(newStore().root)]).toEqual([]);
  const folder = temporaryFolder();
  mkdirSync(join(folder, "v1"));
  expect(caught(() => [...listItems(folder)])).toMatchObject({ code: "cache-unwritable" });
});
