import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkLock, freezeLock, type LockCheck } from "../../../src/run/consume/check-lock.ts";
import { DEFAULT_RESOLVE, type ConsumerContext, type ResolveOptions } from "../../../src/run/consume/context.ts";
import { createDependent, lockHere, openApp, publish, readLock, writeList } from "./lock-team.ts";
import { createTeam, writeFiles } from "./offered.ts";

function check(context: ConsumerContext, options: Partial<ResolveOptions> = {}): Promise<LockCheck> {
  return checkLock(context, { file: join(context.directory, "flows.yml"), options: { ...DEFAULT_RESOLVE, ...options } });
}

function freeze(context: ConsumerContext, options: Partial<ResolveOptions> = {}): Promise<LockCheck> {
  return freezeLock(context, { file: join(context.directory, "flows.yml"), options: { ...DEFAULT_RESOLVE, ...options } });
}

/** The same machine with nothing in its cache. */
function elsewhere(context: ConsumerContext): ConsumerContext {
  return { ...context, cache: { ...context.cache, readEntry: () => Promise.resolve(null), readAnswer: () => Promise.resolve(null) } };
}

describe("--check", () => {
  test("finds nothing in a lockfile that was just made, newer versions or not", async () => {
    const registry = createDependent();
    const app = openApp(registry, "main: main#^1\nreview: review\n");
    await lockHere(await app.open());
    publish(registry, "review", "1.1.0");
    const before = readLock(app);
    expect(await check(elsewhere(await app.open()))).toMatchObject({ faults: [], entries: 4 });
    expect(readLock(app)).toBe(before);
  });

  test("tells of what does not fit the list, and of a tag that was moved", async () => {
    const registry = createTeam();
    const app = openApp(registry, "a: code_review#^1\nb: code_review#1.0.0\nc: chat/agent\n");
    await lockHere(await app.open());
    registry.git("tag", "-f", "code_review-v1.0.0", "main");
    writeList(app, "a: code_review#^1.1\nb: code_review#1.0.0\nd: chat/agent\n");
    const { faults } = await check(await app.open());
    expect(faults.map(({ name, fault }) => [name, fault])).toEqual([
      ["a", "other-reference"],
      ["c", "too-many"],
      ["d", "missing"],
      ["b", "tag-moved"],
    ]);
    expect((await check(await app.open(), { offline: true })).faults.map(({ name }) => name)).toEqual(["a", "c", "d"]);
  });

  test("tells of other bytes, in the file and in what it depends on, and of what is gone", async () => {
    const registry = createDependent();
    const app = openApp(registry, "main: main#^1\nreview: review\n");
    await lockHere(await app.open());
    const text = readLock(app);
    const edited = text
      .replace(/(flow: "writer"[^]*?digest: "sha256:)[0-9a-f]{64}/, `$1${"0".repeat(64)}`)
      .replace(/(prompts:[^]*?digest: "sha256:)[0-9a-f]{64}/, `$1${"1".repeat(64)}`)
      .replace(/(flow: "main"[^]*?commit: ")[0-9a-f]{40}/, `$1${"0".repeat(40)}`);
    writeFiles(app.folder, { "app/flows.lock": edited });
    const { faults } = await check(elsewhere(await app.open()));
    expect(faults.map(({ name, fault }) => [name, fault])).toEqual([
      ["main", "tag-moved"],
      ["review", "other-bytes"],
      ["writer#^1", "other-bytes"],
    ]);
  });

  test("tells of entries that were edited to something else, with or without network", async () => {
    const registry = createTeam();
    publish(registry, "other", "1.1.0");
    const app = openApp(registry, "a: code_review@team#^1\nb: code_review#1.0.0\nown: ./own.yml\n", {
      "app/own.yml": "workflow: { name: own }\n",
    });
    await lockHere(await app.open());
    const text = readLock(app);
    const entryOf = (name: string): string => new RegExp(`^  ${name}:\\n(?: {4}.*\\n)+`, "m").exec(text)?.[0] ?? "";
    // A genuine version that the reference does not mean.
    const other = entryOf("a").replace("  a:", "  b:").replace("code_review@team#^1", "code_review#1.0.0");
    writeFiles(app.folder, { "app/flows.lock": text.replace(entryOf("b"), other) });
    for (const offline of [true, false])
      expect((await check(await app.open(), { offline })).faults).toEqual([
        { name: "b", fault: "unfit", wanted: "version 1.0.0", locked: "version 1.1.0" },
      ]);
    await expect(freeze(await app.open())).rejects.toMatchObject({ code: "frozen-missing" });
    expect((await lockHere(await app.open())).changes).toMatchObject([{ name: "b", kind: "updated", to: { version: "1.0.0" } }]);
    expect(readLock(app)).toBe(text);

    app.notices.splice(0);
    // Bytes and tag of another version, which only the registry can tell; and a file of one's own.
    const swapped = entryOf("b").replace(/digest: .*/, `digest: "sha256:${"0".repeat(64)}"`);
    writeFiles(app.folder, { "app/flows.lock": text.replace(entryOf("b"), swapped), "app/own.yml": "workflow: { name: new }\n" });
    expect((await check(await app.open())).faults).toMatchObject([
      { name: "b", fault: "other-bytes", wanted: /digest: "(.*)"/.exec(entryOf("b"))?.[1] },
      { name: "own", fault: "local-changed" },
    ]);
    // What is yanked or deprecated now is told.
    expect(app.notices).toMatchObject([{ code: "version-deprecated" }]);
  });

  test("refuses another registry than the one that is configured, as lock and --frozen do", async () => {
    const app = openApp(createTeam(), "a: code_review#^1\nb: code_review#1.0.0\n");
    await lockHere(await app.open());
    writeFiles(app.folder, { "app/flows.lock": readLock(app).replaceAll(/registry: ".*"/g, 'registry: "https://git.invalid/evil"') });
    const { faults } = await check(await app.open(), { offline: true });
    expect(faults.map(({ name, fault, locked }) => [name, fault, locked])).toEqual([
      ["a", "other-registry", "https://git.invalid/evil"],
      ["b", "other-registry", "https://git.invalid/evil"],
    ]);
    await expect(freeze(await app.open())).rejects.toMatchObject({ code: "frozen-missing" });
    // Once for both.
    await expect(lockHere(await app.open())).rejects.toMatchObject({ code: "lock-outdated" });
    expect((await lockHere(await app.open(), { kind: "all" })).changes).toMatchObject([
      { differs: ["registry"] },
      { differs: ["registry"] },
    ]);
  });

  test("says that everything is missing where there is no lockfile", async () => {
    const app = openApp(createTeam(), "a: code_review#^1\n");
    expect((await check(await app.open())).faults).toEqual([{ name: "a", fault: "missing", wanted: "code_review#^1", locked: null }]);
  });
});

describe("--frozen", () => {
  test("brings what the lockfile names into the cache, and resolves nothing", async () => {
    const registry = createTeam();
    const app = openApp(registry, "a: code_review#^1\n");
    await lockHere(await app.open());
    publish(registry, "code_review", "1.5.0");
    writeFiles(app.folder, { "cache/other": "" });
    const context = await app.open();
    expect(await freeze(elsewhere(context))).toMatchObject({ faults: [], entries: 1 });
    expect(await freeze(context, { offline: true })).toMatchObject({ entries: 1 });
  });

  test("fails with every fault, and without a lockfile", async () => {
    const app = openApp(createTeam(), "a: code_review#^1\n");
    await expect(freeze(await app.open())).rejects.toMatchObject({ code: "frozen-missing" });
    await lockHere(await app.open());
    writeList(app, "a: code_review#^2\nb: chat/agent\n");
    await expect(freeze(await app.open())).rejects.toMatchObject({
      code: "frozen-missing",
      problems: [{ path: "flows.lock" }, { code: "frozen-missing" }],
    });
  });
});
