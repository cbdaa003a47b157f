import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ResolvedFlow } from "../../../src/resolve/resolved.ts";
import { DEFAULT_RESOLVE, type ConsumerContext, type ResolveOptions } from "../../../src/run/consume/context.ts";
import { resolveFrozen } from "../../../src/run/consume/resolve-frozen.ts";
import { resolveReference } from "../../../src/run/consume/resolve-reference.ts";
import { createDependent, lockHere, openApp, publish, readLock } from "./lock-team.ts";
import { createIndexed, createTeam, writeFiles } from "./offered.ts";

/** Typed, unlike the matcher. */
const containing = (text: string): unknown => expect.stringContaining(text);

function frozen(context: ConsumerContext, text: string, options: Partial<ResolveOptions> = {}): Promise<ResolvedFlow> {
  return resolveFrozen(context, text, { file: join(context.directory, "flows.lock"), options: { ...DEFAULT_RESOLVE, ...options } });
}

test("a range stays what it was, from the cache and from a new one, online and off", async () => {
  const registry = createTeam();
  const app = openApp(registry, "a: code_review@team#^1\nown: ./own.yml\n", { "app/own.yml": "workflow: { name: own }\n" });
  await lockHere(await app.open());
  publish(registry, "code_review", "1.5.0");
  const context = await app.open();
  const offline = await frozen(context, "code_review@team#^1", { offline: true });
  expect(offline).toMatchObject({ version: "1.1.0", tag: "code_review-v1.1.0", cached: true, why: "flows.lock says so." });
  const empty = { ...context, cache: { ...context.cache, readEntry: () => Promise.resolve(null) } };
  const online = await frozen(empty, "code_review@team#^1");
  expect({ ...online, cached: true, root: offline.root }).toEqual(offline);
  expect(readFileSync(online.file, "utf8")).toContain("as of 1.1.0");
  await expect(frozen(empty, "code_review@team#^1", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
  expect((await resolveReference(context, "code_review@team#^1", DEFAULT_RESOLVE)).version).toBe("1.5.0");

  expect(await frozen(context, "./own.yml")).toMatchObject({ commit: null, flow: "own" });
  writeFiles(app.folder, { "app/own.yml": "workflow: { name: other }\n" });
  await expect(frozen(context, "./own.yml")).rejects.toMatchObject({ code: "digest-mismatch" });
});

describe("an entry is found", () => {
  test("by its reference in any spelling, also that of a dependency, and not by its name", async () => {
    const app = openApp(createDependent(), "name: review#1.0.0\nmain: main#^1\n");
    await lockHere(await app.open());
    const context = await app.open();
    expect((await frozen(context, "review#v1.0.0")).flow).toBe("review");
    expect((await frozen(context, "writer#^1")).flow).toBe("writer");
    for (const text of ["name", "review", "review#^1"])
      await expect(frozen(context, text)).rejects.toMatchObject({ code: "frozen-missing" });
  });

  test("in a lockfile that is there, and agrees with itself", async () => {
    const app = openApp(createTeam(), "a: code_review#^1\nb: code_review#^1\n");
    const context = await app.open();
    await expect(frozen(context, "code_review#^1")).rejects.toMatchObject({ code: "frozen-missing" });
    await lockHere(context);
    const text = readLock(app);
    writeFiles(app.folder, { "app/flows.lock": text.replace('version: "1.1.0"', 'version: "1.0.0"') });
    await expect(frozen(context, "code_review#^1")).rejects.toMatchObject({ code: "frozen-missing" });
    writeFiles(app.folder, { "app/flows.lock": text.replaceAll("1.1.0", "2.1.0") });
    await expect(frozen(context, "code_review#^1")).rejects.toMatchObject({
      code: "frozen-missing",
      problems: [{ message: containing("version 2.1.0, and not version ^1") }],
    });
    writeFiles(app.folder, { "app/flows.lock": text });
    await expect(frozen(context, "code_review@team#^1")).rejects.toMatchObject({
      problems: [{ fix: containing("It has code_review#^1, which means the same here") }],
    });
  });
});

test.each([
  ["digest", /digest: "sha256:[0-9a-f]{64}"/, `digest: "sha256:${"0".repeat(64)}"`, "digest-mismatch"],
  ["path", /path: "[^"]*"/, 'path: "qa/gone.yaml"', "version-file-missing"],
  ["commit", /commit: "[0-9a-f]{40}"/, `commit: "${"0".repeat(40)}"`, "ref-unknown"],
])("a lockfile with another %s is refused, whatever --allow-drift says", async (_, from, to, code) => {
  const app = openApp(createIndexed(), "qa: qa-bot#1.0.0\n");
  await lockHere(await app.open());
  writeFiles(app.folder, { "app/flows.lock": readLock(app).replace(from, to) });
  await expect(frozen(await app.open(), "qa-bot#1.0.0", { allowDrift: true })).rejects.toMatchObject({ code });
});
