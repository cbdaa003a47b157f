import { mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimRoot } from "../../../src/resolve/cache/own-root.ts";
import { verifyCache } from "../../../src/resolve/cache/verify.ts";
import { DAMAGES } from "./damages.ts";
import { writeEntry } from "../../../src/resolve/cache/entries.ts";
import { fullStore, rememberedIn } from "./full-store.ts";
import { entryOf, REGISTRY } from "./sample-entry.ts";
import { newStore, temporaryFolder } from "./sample.ts";

test("a cache as it was written is whole", () => {
  expect(verifyCache(fullStore().store.root)).toEqual({ whole: 3, remembered: 3, damaged: [] });
  expect(verifyCache(newStore().root)).toEqual({ whole: 0, remembered: 0, damaged: [] });
});

describe("an entry is told, and left as it is, if", () => {
  test.each(Object.entries(DAMAGES))("%s", (_what, damage) => {
    const store = newStore();
    claimRoot(store);
    const { key, facts, contents } = entryOf();
    const folder = dirname(writeEntry(store, key, facts, contents).folder);
    damage(folder);
    const { damaged } = verifyCache(store.root);
    expect(damaged.map(({ path }) => path)).toContain(folder);
    expect(verifyCache(store.root).damaged).toEqual(damaged);
  });
});

test("an entry of another place, cut files and strangers are told with their paths", () => {
  const { store, folders } = fullStore();
  renameSync(folders[0], `${folders[0].slice(0, -1)}x`);
  const [answer = "", refs = ""] = rememberedIn(store.root);
  truncateSync(answer, 20);
  const registry = join(store.root, "v1", REGISTRY.id);
  symlinkSync(temporaryFolder(), join(registry, "link"));
  mkdirSync(join(registry, "folder"));
  writeFileSync(join(store.root, "v1", "file"), "");
  writeFileSync(`${refs}.more`, "");
  const { whole, remembered, damaged } = verifyCache(store.root);
  expect([whole, remembered]).toEqual([2, 2]);
  expect(damaged.map(({ path }) => path).toSorted()).toEqual(
    [
      `${folders[0].slice(0, -1)}x`,
      answer,
      `${refs}.more`,
      join(registry, "link"),
      join(registry, "folder"),
      join(store.root, "v1", "file"),
    ].toSorted(),
  );
});
