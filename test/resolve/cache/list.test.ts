import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listEntries } from "../../../src/resolve/cache/list.ts";
import { fullStore, OTHER } from "./full-store.ts";
import { PATH, REGISTRY } from "./sample-entry.ts";
import { newStore } from "./sample.ts";

test("entries are listed by registry, flow and commit, as their markers tell of them", () => {
  const { store, folders } = fullStore();
  const { entries, damaged, size } = listEntries(store.root);
  expect(entries.map(({ url, commit, usedAt }) => [url, commit[0], usedAt])).toEqual([
    [REGISTRY.url, "a", "2026-01-20T12:00:00.000Z"],
    [REGISTRY.url, "b", "2026-02-19T12:00:00.000Z"],
    [OTHER.url, "c", "2026-03-01T12:00:00.000Z"],
  ]);
  expect(entries[0]).toMatchObject({
    registryId: REGISTRY.id,
    flow: "code_review",
    version: "1.2.0",
    path: PATH,
    folder: folders[0],
    files: 1,
  });
  expect(damaged).toBe(0);
  expect(size).toBeGreaterThan(entries.reduce((sum, entry) => sum + entry.size, 0));
});

test("entries without a readable marker are counted", () => {
  const { store, folders } = fullStore();
  rmSync(join(folders[1], "entry.json"));
  expect(listEntries(store.root)).toMatchObject({ damaged: 1, entries: { length: 2 } });
});

test("no cache is an empty one", () => {
  expect(listEntries(newStore().root)).toEqual({ entries: [], damaged: 0, size: 0 });
});
