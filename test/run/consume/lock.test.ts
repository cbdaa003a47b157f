import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { updateLock } from "../../../src/run/consume/lock.ts";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { conductor, createDependent, lockHere, openApp, publish, readLock, writeList } from "./lock-team.ts";
import { createConsumer, createIndexed, createTeam, listed, writeFiles } from "./offered.ts";

test("each reference is written with its version, tag, commit and digest; the same input gives the same bytes", async () => {
  const registry = createTeam();
  const consumer = openApp(registry, "review: code_review@team#^1\norbit: code_review#2.0.0-orbit\nchat: chat/agent\n");
  const outcome = await lockHere(await consumer.open());
  expect(outcome.changes.map(({ kind, name }) => [kind, name])).toEqual([
    ["added", "chat"],
    ["added", "orbit"],
    ["added", "review"],
  ]);
  const text = readLock(consumer);
  expect(
    text
      .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:…")
      .replaceAll(/[0-9a-f]{40}/g, "…")
      .replaceAll(registry.dir, "DIR"),
  ).toMatchInlineSnapshot(`
    "# Written by \`flow-tagbot lock\` from flows.yml: what each reference means, for everybody and every run.
    # Do not edit it. After a change of flows.yml, or a merge: \`flow-tagbot lock\`. For newer versions: \`flow-tagbot lock --update\`.
    lockfile: 1

    flows:
      chat:
        reference: "chat/agent"
        registry: "DIR"
        flow: "chat/agent"
        version: "1.0.0"
        commit: "…"
        path: "flows/chat/agent/1.0.0.yml"
        digest: "sha256:…"
      orbit:
        reference: "code_review#2.0.0-orbit"
        registry: "DIR"
        flow: "code_review"
        version: "2.0.0-orbit"
        kind: "variant"
        tag: "code_review-v2.0.0-orbit"
        commit: "…"
        path: "flows/code_review/2.0.0-orbit.yml"
        digest: "sha256:…"
      review:
        reference: "code_review@team#^1"
        registry: "DIR"
        flow: "code_review"
        version: "1.1.0"
        tag: "code_review-v1.1.0"
        commit: "…"
        path: "flows/code_review/1.1.0.yml"
        digest: "sha256:…"
    "
  `);
  expect(text).toContain(registry.git("rev-parse", "code_review-v1.1.0^{commit}"));
  expect(text).not.toContain(consumer.folder);
  expect((await lockHere(await consumer.open(), { kind: "all" })).changes).toEqual([]);
  expect(readLock(consumer)).toBe(text);
  expect(readdirSync(join(consumer.folder, "app")).toSorted()).toEqual(["flows.lock", "flows.yml"]);
});

describe("what did not change stays byte for byte", () => {
  test("while others are added, changed and removed", async () => {
    const registry = createTeam();
    const consumer = openApp(registry, "a: code_review#^1\nb: chat/agent\nc: code_review#1.0.0\n");
    await lockHere(await consumer.open());
    const before = readLock(consumer);
    publish(registry, "code_review", "1.5.0");
    writeList(consumer, "a: code_review#^1\nc: code_review#1.1.0\nd: code_review#~1.5.0\n");
    const { changes, unchanged } = await lockHere(await consumer.open());
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["removed b", "updated c", "added d"]);
    expect(unchanged).toBe(1);
    const entry = /^ {2}a:\n(?: {4}.*\n)+/m;
    expect(entry.exec(readLock(consumer))?.[0]).toBe(entry.exec(before)?.[0]);
  });

  test("so that a lock without changes asks nobody, and does not touch the file", async () => {
    const registry = createTeam();
    const consumer = openApp(registry, "a: code_review#^1\n");
    await lockHere(await consumer.open());
    const { mtimeNs } = statSync(join(consumer.folder, "app/flows.lock"), { bigint: true });
    const context = await consumer.open();
    const refuse = (): never => {
      throw new Error("a registry was asked");
    };
    expect((await lockHere({ ...context, openTransport: refuse })).unchanged).toBe(1);
    expect(statSync(join(consumer.folder, "app/flows.lock"), { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  test("whatever line ends git gave the file", async () => {
    const consumer = openApp(createTeam(), "a: code_review#^1\n");
    await lockHere(await consumer.open());
    const windows = readLock(consumer).replaceAll("\n", "\r\n");
    writeFiles(consumer.folder, { "app/flows.lock": windows });
    await lockHere(await consumer.open());
    expect(readLock(consumer)).toBe(windows);
  });
});

describe("--update", () => {
  test("looks up everything, or one name, anew", async () => {
    const registry = createTeam();
    const consumer = openApp(registry, "a: code_review#^1\nb: code_review\nc: chat/agent\n");
    await lockHere(await consumer.open());
    publish(registry, "code_review", "1.5.0");
    const one = await lockHere(await consumer.open(), { kind: "one", name: "b" });
    expect(one.changes).toMatchObject([{ name: "b", from: { version: "1.1.0" }, to: { version: "1.5.0" } }]);
    const all = await lockHere(await consumer.open(), { kind: "all" });
    expect(all.changes).toMatchObject([
      { name: "a", kind: "updated", to: { version: "1.5.0" } },
      { name: "c", kind: "updated", differs: ["commit"] },
    ]);
  });

  test("of a name that is not there is an error that names those that are", async () => {
    const consumer = openApp(createTeam(), "a: code_review#^1\n");
    await expect(lockHere(await consumer.open(), { kind: "one", name: "b" })).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("renews what the flow uses, and leaves what others use alone", async () => {
    const registry = createDependent();
    const consumer = openApp(registry, "main: main#^1\nreview: review\n");
    await lockHere(await consumer.open());
    publish(registry, "writer", "1.1.0");
    await lockHere(await consumer.open(), { kind: "one", name: "review" });
    expect(readLock(consumer)).toContain('tag: "writer-v1.0.0"');
    const { changes } = await lockHere(await consumer.open(), { kind: "one", name: "main" });
    expect(changes).toMatchObject([
      { of: "dependency", name: "main", kind: "removed" },
      { of: "dependency", name: "writer#^1", kind: "updated", to: { version: "1.1.0" } },
    ]);
  });
});

test("when references fail, all of them are told with their lines, and nothing is written", async () => {
  const consumer = openApp(createTeam(), "a: code_review#^1\nb: code_review#^9\nc: nobody\nd: code_review@other\n");
  const error: unknown = await lockHere(await consumer.open()).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw error;
  expect(error.problems.map(({ code, line, path }) => [code, line, path])).toEqual([
    ["range-unsatisfied", 2, "flows.yml"],
    ["flow-unknown", 3, "flows.yml"],
    ["registry-unknown", 4, "flows.yml"],
  ]);
  expect(error.problems.every(({ message }) => /^[bcd] \(/.test(message))).toBe(true);
  expect(readdirSync(join(consumer.folder, "app"))).toEqual(["flows.yml"]);
});

test("what flows run is not followed without end", async () => {
  const registry = createDependent();
  publish(registry, "greedy", "1.0.0", conductor(...Array.from({ length: 1001 }, (_, at) => `nobody#${String(at)}.0.0`)));
  const consumer = openApp(registry, "a: greedy\n");
  expect(await lockHere(await consumer.open()).catch((thrown: unknown) => thrown)).toMatchObject({ code: "registry-too-large" });
  expect(readdirSync(join(consumer.folder, "app"))).toEqual(["flows.yml"]);
});

test("the references of one registry read its branches and tags once", async () => {
  const registry = createTeam();
  const names = Array.from(
    { length: 30 },
    (_, at) => `n${String(at)}: code_review#>=1.0.${at % 2 === 0 ? "0" : "1"} <1.${String(at + 2)}\n`,
  );
  const consumer = openApp(registry, names.join(""));
  const context = await consumer.open();
  let reads = 0;
  const { lock } = await lockHere({
    ...context,
    openTransport: async (source) => {
      const transport = await context.openTransport(source);
      return {
        ...transport,
        readRefs: () => {
          reads += 1;
          return transport.readRefs();
        },
      };
    },
  });
  expect(lock.flows.size).toBe(30);
  expect(reads).toBe(1);
});

test("a folder is locked by what lies in it, and a local file too, from the list's own folder", async () => {
  const registry = createTeam();
  onTestFinished(registry.cleanup);
  const consumer = createConsumer("");
  writeFiles(consumer.folder, {
    "registries.yml": listed("path", { mine: join(consumer.folder, "drafts") }, "mine"),
    "drafts/flows/draft/1.0.0.yml": "workflow: { name: draft }\nagents: []\n",
    "app/flows.yml": "draft: draft@mine\nown: ./own.yml\n",
    "app/own.yml": "workflow: { name: own }\nagents: []\n",
  });
  const context = await consumer.open();
  const { lock } = await updateLock(context, {
    file: join(consumer.folder, "app/flows.yml"),
    update: { kind: "changed" },
    write: true,
    options: DEFAULT_RESOLVE,
  });
  expect(lock.flows.get("draft")?.locked).toMatchObject({ registry: "../drafts", commit: null, tag: null, version: "1.0.0" });
  expect(lock.flows.get("own")?.locked).toMatchObject({ registry: null, path: "./own.yml", commit: null });
  expect(readLock(consumer)).not.toContain(consumer.folder);
});

test("a registry of Conductor is locked by the repository's tags", async () => {
  const registry = createIndexed();
  const consumer = openApp(registry, "qa: qa-bot#1.0.0\nnow: qa-bot\n");
  const { lock } = await lockHere(await consumer.open());
  expect(lock.flows.get("qa")?.locked).toMatchObject({ tag: "v1.0.0", path: "qa/qa-bot.yaml" });
  expect(lock.flows.get("now")?.locked).toMatchObject({ tag: "v1.1.0" });
});

describe("the files on disk", () => {
  test("a list that is not there is an error, a lockfile that is not there is made", async () => {
    const consumer = openApp(createTeam(), "");
    expect((await lockHere(await consumer.open())).changes).toEqual([]);
    expect(readLock(consumer)).toContain("flows: {}\n");
    const context = { ...(await consumer.open()), directory: consumer.folder };
    await expect(lockHere(context)).rejects.toMatchObject({ code: "flows-file-invalid" });
  });

  test("a lockfile that cannot be understood is left alone", async () => {
    const consumer = openApp(createTeam(), "a: code_review#^1\n", { "app/flows.lock": "lockfile: 1\nflows: []\n" });
    await expect(lockHere(await consumer.open())).rejects.toMatchObject({ code: "lock-invalid" });
    expect(readLock(consumer)).toBe("lockfile: 1\nflows: []\n");
  });

  test("a list may have another name, and so has its lockfile; one that is a link stays one", async () => {
    const consumer = openApp(createTeam(), "", { "app/ci.yaml": "a: code_review#^1\n", "shared/ci.lock": "lockfile: 1\nflows: {}\n" });
    symlinkSync("../shared/ci.lock", join(consumer.folder, "app/ci.lock"));
    const context = await consumer.open();
    const { path } = await updateLock(context, {
      file: join(context.directory, "ci.yaml"),
      update: { kind: "changed" },
      write: true,
      options: DEFAULT_RESOLVE,
    });
    expect(path).toBe(join(context.directory, "ci.lock"));
    expect(readFileSync(join(consumer.folder, "shared/ci.lock"), "utf8")).toContain("code_review-v1.1.0");
  });

  test.skipIf(process.getuid?.() === 0)("a folder that cannot be written is an error", async () => {
    const consumer = openApp(createTeam(), "a: code_review#^1\n");
    chmodSync(join(consumer.folder, "app"), 0o555);
    await expect(lockHere(await consumer.open())).rejects.toMatchObject({ code: "file-not-written" });
    chmodSync(join(consumer.folder, "app"), 0o755);
  });
});
