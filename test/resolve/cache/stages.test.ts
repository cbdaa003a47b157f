import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { newStage, newStagePath, SHARED, stagesOf, sweep } from "../../../src/resolve/cache/stages.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { REGISTRY } from "./sample-entry.ts";
import { DAY, newStore, NOW, PID, temporaryFolder } from "./sample.ts";

const HOURS = 60 * 60 * 1000;

function storeOf(settings: Partial<Store> = {}): Store {
  return newStore({ root: temporaryFolder(), ...settings });
}

test("a staging folder is private, and its name says whose it is and since when", () => {
  const store = storeOf();
  const folder = newStage(store, SHARED);
  expect(basename(folder)).toMatch(new RegExp(`^[0-9a-f]{8}-${PID}-${NOW}-[0-9a-f]{12}$`));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(newStage(store, SHARED)).not.toBe(folder);
  expect(existsSync(newStagePath(store, stagesOf(REGISTRY.id)))).toBe(false);
});

test("what dead processes left is swept, of every registry; what runs keeps its own", () => {
  const store = storeOf();
  const dead = { ...store, owner: { ...store.owner, pid: 1111 } };
  const live = { ...store, owner: { ...store.owner, pid: 2222 } };
  const left = [newStage(dead, SHARED), newStage(dead, stagesOf(REGISTRY.id)), newStagePath(dead, stagesOf("other"))];
  writeFileSync(join(left[0] ?? "", "pack"), "", { mode: 0o444 });
  writeFileSync(left[2] ?? "", "half a fi");
  const kept = [newStage(live, SHARED), newStage(live, stagesOf(REGISTRY.id)), newStage(store, SHARED)];
  expect(sweep({ ...store, owner: { pid: PID, isAlive: (pid) => pid === 2222 } })).toBe(3);
  expect(left.filter((path) => existsSync(path))).toEqual([]);
  expect(kept.filter((path) => !existsSync(path))).toEqual([]);
});

test("a number that another process has by now does not keep it, and this process always keeps its own", () => {
  const store = storeOf({ owner: { pid: PID, isAlive: () => true } });
  const old = newStage({ ...store, owner: { ...store.owner, pid: 1111 } }, SHARED);
  const own = newStage(store, SHARED);
  expect(sweep({ ...store, now: () => NOW + 23 * HOURS })).toBe(0);
  expect(sweep({ ...store, now: () => NOW + 25 * HOURS })).toBe(1);
  expect([existsSync(old), existsSync(own)]).toEqual([false, true]);
});

test("of another machine, and under a name that says nothing, it stays for a day", () => {
  const store = storeOf();
  const folder = join(store.root, ...SHARED);
  mkdirSync(folder, { recursive: true });
  for (const name of [`00000000-${PID}-${NOW}-0123456789ab`, "stranger"]) {
    mkdirSync(join(folder, name));
    utimesSync(join(folder, name), NOW / 1000, NOW / 1000);
  }
  expect(sweep(store)).toBe(0);
  expect(sweep({ ...store, now: () => NOW + DAY + 1 })).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});

test("links are removed and never followed, and a linked folder of stages is left alone", () => {
  const store = storeOf();
  const outside = temporaryFolder();
  const dead = newStagePath({ ...store, owner: { ...store.owner, pid: 1111 } }, SHARED);
  mkdirSync(join(outside, basename(dead)));
  symlinkSync(outside, dead);
  mkdirSync(join(store.root, "v1", REGISTRY.id));
  symlinkSync(outside, join(store.root, "v1", REGISTRY.id, "stages"));
  expect(sweep(store)).toBe(1);
  expect(readdirSync(outside)).toEqual([basename(dead)]);
});

test("nothing is swept where there is no cache", () => {
  expect(sweep(newStore())).toBe(0);
});
