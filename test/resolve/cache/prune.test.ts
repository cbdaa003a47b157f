import fc from "fast-check";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { clearRegistry } from "../../../src/resolve/cache/clear.ts";
import { readEntry, writeEntry } from "../../../src/resolve/cache/entries.ts";
import { listItems } from "../../../src/resolve/cache/items.ts";
import { listEntries } from "../../../src/resolve/cache/list.ts";
import { openCache } from "../../../src/resolve/cache/open-cache.ts";
import { moveAway, pruneCache } from "../../../src/resolve/cache/prune.ts";
import { verifyCache } from "../../../src/resolve/cache/verify.ts";
import { caught } from "../../caught.ts";
import { fullStore, OTHER, rememberedIn } from "./full-store.ts";
import { leftovers } from "./leftovers.ts";
import { ANSWER, entryOf, QUESTION, REGISTRY } from "./sample-entry.ts";
import { DAY, newStore, temporaryFolder } from "./sample.ts";

const ALL = { olderThan: 0, maxSize: null };

test.each([
  [41, [true, true, true], 0],
  [40, [false, true, true], 1],
  [5, [false, false, true], 2],
  [0, [false, false, false], 3],
])("what was not used for %i days goes", (days, kept, entries) => {
  const { store, folders } = fullStore();
  const pruned = pruneCache(store, { olderThan: days * DAY, maxSize: null });
  expect(folders.map((folder) => existsSync(folder))).toEqual(kept);
  expect(pruned).toMatchObject({ entries, remembered: days === 0 ? 3 : 0, problems: [] });
  expect(leftovers(store)).toEqual([]);
});

test("of what is too much, the longest unused goes first, until the rest is small enough", () => {
  const { store, folders } = fullStore();
  const { size } = listEntries(store.root);
  expect(pruneCache(store, { olderThan: null, maxSize: size })).toMatchObject({ entries: 0, freed: 0, left: size });
  const pruned = pruneCache(store, { olderThan: null, maxSize: size - 1 });
  expect(pruned.entries).toBe(1);
  expect(pruned.freed + pruned.left).toBe(size);
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true]);
  expect(listEntries(store.root).size).toBe(pruned.left);
  expect(pruneCache(store, { olderThan: null, maxSize: 0 }).left).toBe(0);
  expect(rememberedIn(store.root).filter((path) => existsSync(path))).toEqual([]);
});

test("with both, either reason is enough, and what is old does not count for the size", () => {
  const { store, folders } = fullStore();
  const { size, entries } = listEntries(store.root);
  const left = size - (entries[0]?.size ?? 0);
  pruneCache(store, { olderThan: 30 * DAY, maxSize: left });
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true]);
});

test("damaged entries, links and strangers among the entries go too", () => {
  const { store, folders } = fullStore();
  const outside = temporaryFolder();
  writeFileSync(join(outside, "file"), "kept");
  rmSync(join(folders[0], "entry.json"));
  symlinkSync(outside, join(dirname(folders[1]), "link"));
  symlinkSync(outside, join(folders[1], "files", "link"));
  expect(pruneCache(store, { olderThan: null, maxSize: 0 }).problems).toEqual([]);
  expect([...listItems(store.root)]).toEqual([]);
  expect(readFileSync(join(outside, "file"), "utf8")).toBe("kept");
});

test("a process that is killed while it prunes leaves every entry whole or away", () => {
  const { store } = fullStore();
  for (let at = 1; at <= 4; at += 1) {
    let calls = 0;
    const onChange = (): void => {
      calls += 1;
      if (calls === at) throw new Error("killed");
    };
    expect(caught(() => pruneCache({ ...store, onChange }, ALL))).toMatchObject({ message: "killed" });
    expect(verifyCache(store.root).damaged).toEqual([]);
  }
  pruneCache({ ...store, owner: { ...store.owner, pid: 1 } }, ALL);
  expect([leftovers(store), [...listItems(store.root)]]).toEqual([[], []]);
});

test("what is not there any more is moved nowhere, and what cannot be moved is told", () => {
  const { store } = fullStore();
  moveAway(store, join(store.root, "x"), join(store.root, "y"));
  expect(
    caught(() => {
      moveAway(store, join(store.root, "v1"), join(store.root, "x".repeat(300)));
    }),
  ).toMatchObject({ code: "cache-unwritable" });
});

test("no cache, and a folder that is none, are left alone", () => {
  const store = newStore();
  expect(pruneCache(store, ALL)).toMatchObject({ entries: 0, left: 0 });
  expect(existsSync(store.root)).toBe(false);
  const other = newStore({ root: temporaryFolder() });
  mkdirSync(join(other.root, "v1", REGISTRY.id, "entries", "mine"), { recursive: true });
  expect(caught(() => pruneCache(other, ALL))).toMatchObject({ code: "cache-unwritable" });
  expect(caught(() => clearRegistry(other, REGISTRY.id))).toMatchObject({ code: "cache-unwritable" });
  expect(existsSync(join(other.root, "v1", REGISTRY.id, "entries", "mine"))).toBe(true);
});

/** Everything below a folder: what kind it is, its content and when it was changed. */
function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, mode } = lstatSync(path);
      return `${path} ${mode} ${mtimeMs} ${entry.isFile() ? readFileSync(path, "utf8") : ""}`;
    })
    .toSorted();
}

/** Places in the cache where something hostile may lie. */
const PLACES = [
  "v1",
  `v1/${REGISTRY.id}`,
  `v1/${OTHER.id}`,
  `v1/${REGISTRY.id}/entries`,
  `v1/${REGISTRY.id}/stages`,
  `v1/${REGISTRY.id}/answers`,
  `v1/${REGISTRY.id}/refs`,
  `v1/.stages`,
  `v1/.stages/00000000-1-1-0123456789ab`,
  `v1/${REGISTRY.id}/stages/00000000-1-1-0123456789ab`,
  `v1/${REGISTRY.id}/entries/stranger`,
  `v1/${REGISTRY.id}/entries/entry`,
  `v1/${REGISTRY.id}/entries/entry/files`,
  `v1/${REGISTRY.id}/entries/entry/files/flows`,
  `v1/${REGISTRY.id}/entries/entry/entry.json`,
];

test("whatever links lie in a cache, nothing outside of it is ever changed or removed", async () => {
  const steps = fc.constantFrom("prune-age", "prune-size", "clear", "read", "write", "remember", "stage", "verify");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom("folder", "file", "up", "nowhere")), { minLength: 1, maxLength: 3 }),
      fc.array(steps, { minLength: 1, maxLength: 5 }),
      async (links, work) => {
        const base = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
        try {
          const outside = join(base, "outside");
          mkdirSync(join(outside, "flows/code_review"), { recursive: true });
          for (const name of ["entry.json", "file", "flows/code_review/1.2.0.yml"]) writeFileSync(join(outside, name), name);
          for (const name of ["entries/mine", "stages/00000000-1-1-0123456789ab"]) mkdirSync(join(outside, name), { recursive: true });
          writeFileSync(join(outside, "entries/mine/file"), "mine");
          const { store, folders } = fullStore({ root: join(base, "cache") });
          const later = { ...store, now: () => store.now() + 400 * DAY };
          for (const [place, target] of links) {
            const path = place.includes("entries/entry")
              ? place.replace("entries/entry", `entries/${folders[0].split("/").at(-1) ?? ""}`)
              : place;
            plant(
              join(store.root, path),
              { folder: outside, file: join(outside, "file"), up: base, nowhere: join(outside, "new") }[target],
            );
          }
          const before = snapshot(outside);
          for (const step of work) await attempt(step, later);
          expect(snapshot(outside)).toEqual(before);
          expect(readdirSync(base).toSorted()).toEqual(["cache", "outside"]);
        } finally {
          rmSync(base, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** Puts a link where something else may lie; where its folder is a link by now, nothing. */
function plant(path: string, target: string): void {
  const folders = dirname(path).split("/");
  const above = folders.map((_, index) => folders.slice(0, index + 1).join("/")).filter((folder) => folder !== "");
  const isBelowLink = above.some((folder) => isLink(folder));
  if (isBelowLink) return;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  symlinkSync(target, path);
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Does something with the cache; that it fails is fine. */
async function attempt(step: string, store: ReturnType<typeof fullStore>["store"]): Promise<void> {
  const { key, facts, contents } = entryOf({ "flows/code_review/1.2.0.yml": "name: x\n" });
  const cache = await openCache(store);
  const steps: Readonly<Record<string, () => unknown>> = {
    "prune-age": () => pruneCache(store, { olderThan: DAY, maxSize: null }),
    "prune-size": () => pruneCache(store, { olderThan: null, maxSize: 0 }),
    clear: () => clearRegistry(store, REGISTRY.id),
    read: () => readEntry(store, key),
    write: () => writeEntry(store, key, facts, contents),
    remember: async () => {
      await cache.writeAnswer(QUESTION, ANSWER);
      return cache.readAnswer(QUESTION);
    },
    stage: async () => (await cache.makeStage()).remove(),
    verify: () => verifyCache(store.root),
  };
  try {
    await steps[step]?.();
  } catch (error) {
    expect(error).toMatchObject({ name: "Failure" });
  }
}
