import { expect, test } from "vitest";
import type { Cache } from "../../../src/resolve/cache.ts";
import { createDependent, lockHere, openApp, readLock } from "./lock-team.ts";

/** Typed, unlike the matcher. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

test("what a flow depends on is known without network once it was read, and said to be missing before", async () => {
  const registry = createDependent();
  const consumer = openApp(registry, "review: review\nmain: main#^1\n");
  await lockHere(await consumer.open());
  const text = readLock(consumer);
  expect((await lockHere(await consumer.open(), { kind: "all" }, { offline: true })).changes).toEqual([]);
  expect(readLock(consumer)).toBe(text);
  const context = await consumer.open();
  const forgetful = { ...context, cache: { ...context.cache, readNote: withoutNeeds(context.cache.readNote) } };
  await expect(lockHere(forgetful, { kind: "all" }, { offline: true })).rejects.toMatchObject({
    code: "offline-missing",
    problems: [{ message: matching(/What \w+ at [0-9a-f]{40} depends on/) }, {}],
  });
});

function withoutNeeds(readNote: Cache["readNote"]): Cache["readNote"] {
  return (registry, commit, name) => (name.startsWith("needs ") ? Promise.resolve(null) : readNote(registry, commit, name));
}
