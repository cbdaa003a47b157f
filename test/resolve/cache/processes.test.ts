import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import { isAlive } from "../../../src/entry/own-process.ts";
import { readEntry } from "../../../src/resolve/cache/entries.ts";
import { openCache } from "../../../src/resolve/cache/open-cache.ts";
import { readAnswer } from "../../../src/resolve/cache/remembered.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { verifyCache } from "../../../src/resolve/cache/verify.ts";
import { leftovers } from "./leftovers.ts";
import { ANSWER, entryOf, QUESTION } from "./sample-entry.ts";
import { newStore, temporaryFolder } from "./sample.ts";

const { key, facts, contents } = entryOf();

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function start(store: Store, ...args: readonly string[]): Child {
  const program = join(import.meta.dirname, "write-sample.ts");
  return spawn(process.execPath, [program, store.root, ...args], { stdio: ["pipe", "pipe", "pipe"] });
}

function ended(child: Child): Promise<{ readonly code: number | null; readonly signal: string | null; readonly words: string }> {
  const words: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => words.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code, signal, words: Buffer.concat(words).toString("utf8") });
    });
  });
}

/** Runs processes that all begin once all are ready. */
async function race(store: Store, modes: readonly string[], rounds: number): Promise<void> {
  const children = modes.map((mode) => start(store, mode, String(rounds)));
  const ends = children.map(ended);
  await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once("data", resolve))));
  for (const child of children) child.stdin.write("go\n");
  expect(await Promise.all(ends)).toEqual(modes.map(() => ({ code: 0, signal: null, words: "" })));
}

test("four processes that write the same entries at once leave one good entry of each", async () => {
  const store = newStore({ owner: { pid: process.pid, isAlive } });
  await race(store, ["race", "race", "race", "race"], 16);
  expect(verifyCache(store.root)).toEqual({ whole: 4, remembered: 1, damaged: [] });
  expect(leftovers(store)).toEqual([]);
});

test("one of them may clear the registry all the while", async () => {
  const store = newStore({ owner: { pid: process.pid, isAlive } });
  await race(store, ["clear", "race-on", "race-on"], 15);
  expect(verifyCache(store.root).damaged).toEqual([]);
  expect(leftovers(store)).toEqual([]);
});

test("a process that is killed before one of its changes leaves nothing that is taken for whole, and the next one sweeps", async () => {
  const runs = await Promise.all(
    [1, 2, 4, 6, 8, 10, 12, 20].map(async (change) => {
      const store = newStore({ root: join(temporaryFolder(), "cache"), owner: { pid: process.pid, isAlive }, now: () => Date.now() });
      const { signal } = await ended(start(store, "kill", String(change)));
      return { store, signal };
    }),
  );
  const killed = runs.filter(({ signal }) => signal === "SIGKILL");
  // It makes fewer than 20 changes; the last run comes to its end.
  expect(killed.length).toBe(7);
  for (const { store, signal } of runs) {
    const before = existsSync(store.root) ? verifyCache(store.root) : null;
    expect(before?.damaged ?? []).toEqual([]);
    const entry = readEntry(store, key);
    expect(entry?.facts ?? facts).toEqual(facts);
    expect(readAnswer(store, QUESTION) ?? ANSWER).toEqual(ANSWER);
    if (signal === null) expect(before).toEqual({ whole: 1, remembered: 1, damaged: [] });
    const cache = await openCache(store);
    expect((await cache.writeEntry(key, facts, contents)).facts).toEqual(facts);
    expect(leftovers(store)).toEqual([]);
    expect(await cache.readEntry(key)).not.toBeNull();
  }
});
