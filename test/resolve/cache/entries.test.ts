import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../../src/resolve/cache.ts";
import { readEntry, writeEntry } from "../../../src/resolve/cache/entries.ts";
import { pathOf, placeOfEntry } from "../../../src/resolve/cache/layout.ts";
import { claimRoot } from "../../../src/resolve/cache/own-root.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { verifyCache } from "../../../src/resolve/cache/verify.ts";
import { caught } from "../../caught.ts";
import { DAMAGES } from "./damages.ts";
import { leftovers } from "./leftovers.ts";
import { entryOf, PATH, REGISTRY } from "./sample-entry.ts";
import { DAY, newStore, NOW } from "./sample.ts";

const SAMPLE = entryOf();
const { key, facts, contents } = SAMPLE;

function claimed(settings: Partial<Store> = {}): Store {
  const store = newStore(settings);
  claimRoot(store);
  return store;
}

function write(store: Store, sample = SAMPLE): Entry {
  return writeEntry(store, sample.key, sample.facts, sample.contents);
}

test("an entry comes back with its facts, and its files at their paths in the registry", () => {
  const store = claimed();
  expect(readEntry(store, key)).toBeNull();
  const written = write(store);
  expect(written.facts).toEqual(facts);
  expect(readEntry(store, key)).toEqual(written);
  for (const [path, bytes] of contents) expect(readFileSync(join(written.folder, path))).toEqual(bytes);
  expect(leftovers(store)).toEqual([]);
});

test("files are read-only, and executable where the registry's are", () => {
  const { folder } = write(claimed(), entryOf({ [PATH]: "", "flows/code_review/run.sh": "#!/bin/sh\n" }));
  const modes = [PATH, "flows/code_review/run.sh"].map((path) => statSync(join(folder, path)).mode & 0o777);
  expect(modes).toEqual([0o444, 0o555]);
});

test("other commits, paths and registries are other entries", () => {
  const store = claimed();
  write(store);
  const url = "https://example.com/other";
  for (const other of [
    { ...key, commit: "b".repeat(40) },
    { ...key, path: "x.yml" },
    { ...key, registry: { ...REGISTRY, url } },
  ])
    expect(readEntry(store, other)).toBeNull();
  expect(readEntry(store, key)).not.toBeNull();
});

test("each use is noted, once a day", () => {
  const store = claimed();
  const marker = join(dirname(write(store).folder), "entry.json");
  expect(statSync(marker).mtimeMs).toBe(NOW);
  const usedAfter = (days: number): number => {
    readEntry({ ...store, now: () => NOW + days * DAY }, key);
    return (statSync(marker).mtimeMs - NOW) / DAY;
  };
  expect([usedAfter(0.9), usedAfter(1.5), usedAfter(2)]).toEqual([0, 1.5, 1.5]);
});

describe("an entry is removed when it is read, and written anew, if", () => {
  test.each(Object.entries(DAMAGES))("%s", (_what, damage) => {
    const store = claimed();
    const { folder } = write(store);
    damage(dirname(folder));
    expect(readEntry(store, key)).toBeNull();
    expect(existsSync(dirname(folder))).toBe(false);
    expect(readEntry(store, key)).toBeNull();
    write(store);
    expect(readEntry(store, key)?.facts).toEqual(facts);
    expect(leftovers(store)).toEqual([]);
  });
});

test("an entry that lies at another one's place is none", () => {
  const store = claimed();
  const folder = dirname(write(store).folder);
  const other = { ...key, commit: "b".repeat(40) };
  renameSync(folder, pathOf(store.root, placeOfEntry(other)));
  expect(verifyCache(store.root).damaged).toHaveLength(1);
  expect(readEntry(store, other)).toBeNull();
  expect(verifyCache(store.root)).toEqual({ whole: 0, remembered: 0, damaged: [] });
});

test("what is unsafe, too large or not what it should be leaves nothing behind", () => {
  const store = claimed();
  const bad = { ...SAMPLE, contents: new Map([...contents, [PATH, Buffer.from("other")]]) };
  expect(caught(() => write(store, entryOf({ "../x.yml": "" })))).toMatchObject({ code: "registry-unsafe" });
  expect(caught(() => write({ ...store, limits: { ...store.limits, files: 1 } }))).toMatchObject({ code: "registry-too-large" });
  expect(caught(() => write(store, bad))).toMatchObject({ code: "digest-mismatch" });
  expect(readdirSync(store.root)).toEqual(["CACHEDIR.TAG"]);
});

test("what the disk refuses is told in its words, and leaves no stage", () => {
  const store = claimed();
  mkdirSync(join(store.root, "v1", REGISTRY.id), { recursive: true });
  writeFileSync(join(store.root, "v1", REGISTRY.id, "entries"), "");
  expect(caught(() => write(store))).toMatchObject({ code: "cache-unwritable" });
  expect(leftovers(store)).toEqual([]);
  const long = entryOf({ [`${"x".repeat(190)}/`.repeat(5) + "x.yml"]: "" });
  expect(caught(() => write({ ...store, root: join(store.root, "y".repeat(250)) }, long))).toMatchObject({ code: "cache-unwritable" });
});

/** A store in which something happens before the first change of the disk that `at` describes. */
function interrupted(at: RegExp, happen: (store: Store) => void): Store {
  const store = claimed();
  let isDone = false;
  const onChange = (what: string): void => {
    if (isDone || !at.test(what)) return;
    isDone = true;
    happen(store);
  };
  return { ...store, onChange };
}

const TO_PLACE = /^rename .*entries.[^/]*$/;
const AWAY = /^rename .*stages.[^/]*$/;

describe("between two processes", () => {
  test("the faster one's entry stays, and both get it", () => {
    let inode = 0;
    const store = interrupted(TO_PLACE, (other) => {
      inode = statSync(write(other).folder).ino;
    });
    const entry = write(store);
    expect(statSync(entry.folder).ino).toBe(inode);
    expect(readEntry(store, key)).toEqual(entry);
    expect(leftovers(store)).toEqual([]);
  });

  test("the faster one's entry is replaced if it is damaged, or has other files", () => {
    const damaged = interrupted(TO_PLACE, (other) => {
      rmSync(join(write(other).folder, PATH));
    });
    write(damaged);
    expect(readEntry(damaged, key)).not.toBeNull();
    const fewer = entryOf({ [PATH]: "name: code review\n" });
    const changed = interrupted(TO_PLACE, (other) => {
      write(other, fewer);
    });
    write(changed);
    expect(readEntry(changed, key)?.facts.files).toEqual(facts.files);
    expect([...leftovers(damaged), ...leftovers(changed)]).toEqual([]);
  });

  test("a good entry that came in place of a damaged one is put back", () => {
    const store = interrupted(AWAY, (other) => {
      rmSync(join(other.root, "v1", REGISTRY.id, "entries"), { recursive: true });
      write(other);
    });
    rmSync(join(write(store).folder, PATH));
    expect(readEntry(store, key)).toBeNull();
    expect(readEntry(store, key)?.facts).toEqual(facts);
    expect(leftovers(store)).toEqual([]);
  });

  test("one that clears the registry makes the other begin again", () => {
    const store = interrupted(TO_PLACE, ({ root }) => {
      rmSync(join(root, "v1"), { recursive: true });
    });
    write(store);
    expect(readEntry(store, key)?.facts).toEqual(facts);
  });
});
