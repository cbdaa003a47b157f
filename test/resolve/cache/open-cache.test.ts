import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCache } from "../../../src/resolve/cache/open-cache.ts";
import { claimRoot } from "../../../src/resolve/cache/own-root.ts";
import { newStage, SHARED } from "../../../src/resolve/cache/stages.ts";
import { leftovers } from "./leftovers.ts";
import { ANSWER, entryOf, QUESTION, REGISTRY } from "./sample-entry.ts";
import { newStore, PID, temporaryFolder } from "./sample.ts";

const { key, facts, contents } = entryOf();
const REFS = { refs: { defaultBranch: null, branches: new Map(), tags: new Map() }, at: ANSWER.at };

test("opening and reading make nothing on disk", async () => {
  const store = newStore();
  const cache = await openCache(store);
  expect(cache.root).toBe(store.root);
  const read = [cache.readEntry(key), cache.readAnswer(QUESTION), cache.readRefs(REGISTRY), cache.readNote(REGISTRY, key.commit, "x")];
  expect(await Promise.all(read)).toEqual([null, null, null, null]);
  expect(existsSync(store.root)).toBe(false);
});

test("what is written can be read, by another process too", async () => {
  const store = newStore();
  const cache = await openCache(store);
  const entry = await cache.writeEntry(key, facts, contents);
  await cache.writeAnswer(QUESTION, ANSWER);
  await cache.writeRefs(REGISTRY, REFS);
  await cache.writeNote(REGISTRY, key.commit, "x", "text");
  const other = await openCache(store);
  expect(await other.readEntry(key)).toEqual(entry);
  expect(await other.readAnswer(QUESTION)).toEqual(ANSWER);
  expect(await other.readRefs(REGISTRY)).toEqual(REFS);
  expect(await other.readNote(REGISTRY, key.commit, "x")).toBe("text");
});

test("a stage is an empty folder inside of the root, and goes with all that is in it", async () => {
  const cache = await openCache(newStore());
  const { folder, remove } = await cache.makeStage();
  expect(folder.startsWith(cache.root)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, "pack"), "", { mode: 0o444 });
  await remove();
  await remove();
  expect(existsSync(folder)).toBe(false);
});

test("the first write sweeps, the others and all reads do not", async () => {
  const store = newStore();
  claimRoot(store);
  const dead = { ...store, owner: { ...store.owner, pid: PID + 1 } };
  newStage(dead, SHARED);
  const cache = await openCache(store);
  await cache.readEntry(key);
  expect(leftovers(store)).toHaveLength(1);
  await cache.writeAnswer(QUESTION, ANSWER);
  expect(leftovers(store)).toEqual([]);
  newStage(dead, SHARED);
  await cache.writeAnswer(QUESTION, ANSWER);
  expect(leftovers(store)).toHaveLength(1);
});

test("every method fails with a Failure, never at once", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "mine.txt"), "mine");
  const cache = await openCache(newStore({ root }));
  const writes = [
    () => cache.writeEntry(key, facts, contents),
    () => cache.writeAnswer(QUESTION, ANSWER),
    () => cache.writeRefs(REGISTRY, REFS),
    () => cache.writeNote(REGISTRY, key.commit, "x", "text"),
    () => cache.makeStage(),
  ];
  for (const write of writes) await expect(write()).rejects.toMatchObject({ code: "cache-unwritable" });
  expect(readFileSync(join(root, "mine.txt"), "utf8")).toBe("mine");
  expect(readdirSync(root)).toEqual(["mine.txt"]);
  await expect(openCache(newStore({ root: "relative" }))).rejects.toMatchObject({ code: "input-invalid" });
});
