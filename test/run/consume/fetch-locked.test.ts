import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LockedFlow } from "../../../src/resolve/locked.ts";
import { DEFAULT_RESOLVE, type ConsumerContext } from "../../../src/run/consume/context.ts";
import { checkOnDisk, checkParts, fetchLocked, type Fetch } from "../../../src/run/consume/fetch-locked.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { openRegistry } from "../../../src/run/consume/open-registry.ts";
import { createRegistry } from "../../support/registry.ts";
import { createDependent, lockHere, openApp, publish } from "./lock-team.ts";

function wanted(context: ConsumerContext, locked: LockedFlow): Fetch {
  const { commit } = locked;
  if (commit === null) throw new Error("nothing of a commit");
  const source = findSource(context, { kind: "default" }, null);
  return { reference: "a", locked: { ...locked, commit }, source, options: DEFAULT_RESOLVE };
}

test("all files of an entry come together, in either layout, and an entry that leaves one out is refused", async () => {
  const registry = createRegistry();
  registry.write("index.yaml", "workflows:\n  qa: { path: qa/qa.yaml }\n");
  registry.write("qa/qa.yaml", "workflow: { name: qa }\nagents: []\n");
  registry.write("qa/beside.txt", "unnamed\n");
  registry.write("flows/a/prompts/a.md", "hello\n");
  publish(registry, "a", "1.0.0", "prompt: !file prompts/a.md\n");
  const app = openApp(registry, "a: a\nqa: qa\n");
  const { lock } = await lockHere(await app.open());
  const context = { ...(await app.open()), cache: { ...(await app.open()).cache, readEntry: () => Promise.resolve(null) } };
  for (const [name, file] of [
    ["a", "flows/a/prompts/a.md"],
    ["qa", "qa/beside.txt"],
  ] as const) {
    const locked = lock.flows.get(name)?.locked;
    if (locked === undefined) throw new Error(`${name} was not locked`);
    expect(locked.files.map(({ path }) => path)).toEqual([file]);
    const fetched = await fetchLocked(context, wanted(context, locked));
    expect(fetched.files.map(({ path }) => path)).toEqual([locked.path, file]);
    expect(readdirSync(join(fetched.folder, file, ".."))).toContain(file.slice(file.lastIndexOf("/") + 1));
    await expect(fetchLocked(context, wanted(context, { ...locked, files: [] }))).rejects.toMatchObject({ code: "digest-mismatch" });
    const other = { ...locked, files: [{ path: file, digest: locked.digest }] };
    await expect(fetchLocked(context, wanted(context, other))).rejects.toMatchObject({ code: "digest-mismatch" });
  }
});

test("what a flow depends on has to be what it was", async () => {
  const registry = createDependent();
  const app = openApp(registry, "main: main\nreview: review\n");
  const { lock } = await lockHere(await app.open());
  const context = await app.open();
  const reader = openRegistry(context, findSource(context, { kind: "default" }, null), DEFAULT_RESOLVE);
  const [main, review] = ["main", "review"].map((name) => lock.flows.get(name)?.locked);
  if (main === undefined || review === undefined) throw new Error("not locked");
  await checkParts(reader, main);
  await checkParts(reader, review);
  const [part] = review.prompts;
  if (part === undefined || part.found === null) throw new Error("no prompt");
  const edited = { ...review, prompts: [{ ...part, found: { ...part.found, digest: review.digest } }] };
  await expect(checkParts(reader, edited)).rejects.toMatchObject({ code: "digest-mismatch" });
  const gone = { ...main, workflows: [{ path: "common/gone.yaml", digest: main.digest }] };
  await expect(checkParts(reader, gone)).rejects.toMatchObject({ code: "version-file-missing" });
  // What lies on disk is compared in the same way.
  const found = await fetchLocked(context, wanted(context, main));
  expect(checkOnDisk(found, main)).toMatchObject({ path: main.path });
  expect(() => checkOnDisk(found, { ...main, digest: review.digest })).toThrow(review.digest);
});
