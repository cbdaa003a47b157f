import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitEnvironment } from "../../../src/git/environment.ts";
import { createGit } from "../../../src/git/git.ts";
import { readTree } from "../../../src/git/read-tree.ts";
import { isLink, isSubmodule, type TreeEntry } from "../../../src/model/tree-entry.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { CommitWant } from "../../../src/resolve/transport.ts";
import type { TestRegistry } from "../../support/git-registry.ts";
import { shareOnGithub, type OnGithub } from "./registry-on-github.ts";

const MESSAGE = "qa 1.0.0\n\nFlow-Path: flows/qa/1.0.0.yml\n";
const BINARY = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);

function build(registry: TestRegistry): void {
  registry.write("flows/qa/1.0.0.yml", "name: qa\n");
  registry.write("flows/qa/1.0.0 ü\t%.md", "An odd name\n");
  registry.write("flows/qa/logo.bin", BINARY);
  registry.write("flows/qa/empty", "");
  registry.write("flows/qa/run.sh", "#!/bin/sh\n");
  registry.chmod("flows/qa/run.sh", 0o755);
  registry.link("flows/qa/link", "1.0.0.yml");
  mkdirSync(join(registry.dir, "sub"));
  registry.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
  registry.commit("First");
  registry.tag("qa-v1.0.0", "HEAD", { message: MESSAGE });
  registry.write("flows/qa/1.1.0.yml", "name: qa\n");
  registry.commit("Second");
  registry.tag("plain");
}

const start = shareOnGithub(build);

async function wantOf({ open }: OnGithub, tag: string): Promise<CommitWant> {
  const found = (await open().readRefs()).tags.get(tag);
  if (found === undefined) throw new Error(`There is no tag ${tag}.`);
  return { commit: found.commit, tag: found };
}

function listOf(registry: TestRegistry, commit: string): Promise<readonly TreeEntry[]> {
  return readTree(
    createGit({ directory: registry.dir, environment: gitEnvironment(process.env, null), onProcess: () => undefined }),
    commit,
    [],
  );
}

describe("commits", () => {
  test("are listed as git lists them, with the messages of their tags, and each once", async () => {
    const on = await start();
    const [tagged, plain] = await Promise.all([wantOf(on, "qa-v1.0.0"), wantOf(on, "plain")]);
    const before = on.asked().length;
    const views = await on.open().readCommits([plain, tagged, { commit: tagged.commit, tag: null }]);
    expect(views.map(({ commit, tagMessage }) => [commit, tagMessage])).toEqual([
      [plain.commit, null],
      [tagged.commit, MESSAGE],
      [tagged.commit, null],
    ]);
    expect(views[0]?.entries).toEqual(await listOf(on.registry, "plain"));
    expect(views[1]?.entries).toEqual(await listOf(on.registry, "qa-v1.0.0"));
    expect([isLink, isSubmodule].map((is) => views[1]?.entries.filter(is).length)).toEqual([1, 1]);
    expect(on.asked().slice(before).toSorted()).toEqual([
      `GET git/tags/${tagged.tag?.object ?? ""}`,
      ...[plain.commit, tagged.commit].map((commit) => `GET git/trees/${commit}?recursive=1`).toSorted(),
    ]);
  });

  test("that the API does not find are left to git, which may know them", async () => {
    const { open } = await start();
    const wants = [{ commit: "1".repeat(40), tag: null }];
    await expect(open().readCommits(wants)).rejects.toMatchObject({ code: "forge-unreadable" });
    await expect(open({ repo: "nothing" }).readCommits(wants)).rejects.toMatchObject({ code: "forge-unreadable" });
  });

  test.each(["main", "../../../user", "1".repeat(39)])("that are no ids are not asked for: %s", async (commit) => {
    const { open, asked } = await start();
    const tag = { object: commit, commit: "1".repeat(40), annotated: true };
    await expect(open().readCommits([{ commit, tag: null }])).rejects.toMatchObject({ code: "ref-unknown" });
    await expect(open().readCommits([{ commit: tag.commit, tag }])).rejects.toMatchObject({ code: "ref-unknown" });
    expect(asked()).toEqual([]);
  });

  test("with more files than the server lists are not half read", async () => {
    const { open, registry } = await start({ treeCap: 3 });
    const wants = [{ commit: registry.head(), tag: null }];
    await expect(open().readCommits(wants)).rejects.toMatchObject({
      code: "forge-unreadable",
    });
  });

  test("with more files than are looked at are too large", async () => {
    const { open, registry } = await start();
    const wants = [{ commit: registry.head(), tag: null }];
    const limits = { ...LIMITS, treeEntries: 7 };
    await expect(open({ limits }).readCommits(wants)).rejects.toMatchObject({ code: "registry-too-large" });
    await expect(open({ limits: { ...LIMITS, treeEntries: 8 } }).readCommits(wants)).resolves.toHaveLength(1);
  });

  test.each([
    ["no listing", { message: "fine" }],
    ["no id", { truncated: false, tree: [{ path: "a", mode: "100644", type: "blob", sha: "../../x" }] }],
    ["no mode", { truncated: false, tree: [{ path: "a", mode: "rwx", type: "blob", sha: "1".repeat(40) }] }],
    ["no path", { truncated: false, tree: [{ path: "", mode: "100644", type: "blob", sha: "1".repeat(40) }] }],
    ["a page", "<html>"],
  ])("are not taken from an answer with %s", async (_name, body) => {
    const { open, registry, github } = await start();
    github.fail({ path: /\/git\/trees\// }, { answer: { status: 200, body } });
    await expect(open().readCommits([{ commit: registry.head(), tag: null }])).rejects.toMatchObject({ code: "forge-unreadable" });
  });

  test("are not read with the message of another tag", async () => {
    const on = await start();
    const want = await wantOf(on, "qa-v1.0.0");
    on.github.fail({ path: /\/git\/tags\// }, { answer: { status: 200, body: { sha: want.commit, message: "Other" } } });
    await expect(on.open().readCommits([want])).rejects.toMatchObject({ code: "forge-unreadable" });
  });
});

describe("contents", () => {
  test("are the bytes of every file, each read once", async () => {
    const { open, registry, asked } = await start();
    const files = (await listOf(registry, "HEAD")).filter((entry) => !isSubmodule(entry));
    const contents = await open().readContents(files);
    expect(contents.size).toBe(6);
    expect(asked()).toHaveLength(6);
    const bytesOf = (path: string): Buffer | undefined => contents.get(registry.blob(path));
    expect(bytesOf("flows/qa/1.1.0.yml")?.toString()).toBe("name: qa\n");
    expect(bytesOf("flows/qa/logo.bin")).toEqual(Buffer.from(BINARY));
    expect(bytesOf("flows/qa/empty")).toEqual(Buffer.alloc(0));
  });

  test("too large by the listing are not asked for", async () => {
    const { open, registry, asked } = await start();
    const transport = open({ limits: { ...LIMITS, fileBytes: 999 } });
    const [view] = await transport.readCommits([{ commit: registry.head(), tag: null }]);
    const logo = view?.entries.filter(({ path }) => path.endsWith("logo.bin")) ?? [];
    await expect(transport.readContents(logo)).rejects.toMatchObject({ code: "registry-too-large" });
    expect(asked()).toHaveLength(1);
  });

  test.each([
    ["a file", { fileBytes: 999 }],
    ["all together", { totalBytes: 1030 }],
    ["their number", { files: 5 }],
  ])("too large are refused without a listing, too: %s", async (_name, changes) => {
    const { open, registry } = await start();
    const files = (await listOf(registry, "HEAD")).filter((entry) => !isSubmodule(entry));
    await expect(open({ limits: { ...LIMITS, ...changes } }).readContents(files)).rejects.toMatchObject({ code: "registry-too-large" });
  });

  test.each([
    ["other bytes", { content: Buffer.from("name: evil\n").toString("base64"), encoding: "base64" }, "forge-unreadable"],
    ["another encoding", { content: "name: qa\n", encoding: "rot13" }, null],
    ["no content", { encoding: "none" }, "forge-unreadable"],
  ])("are what their id stands for, whatever the server says: %s", async (_name, body, code) => {
    const { open, registry, github } = await start();
    github.fail({ path: /\/git\/blobs\// }, { answer: { status: 200, body } });
    const files = [{ mode: "100644", oid: registry.blob("flows/qa/1.0.0.yml"), path: "flows/qa/1.0.0.yml" }];
    if (code === null) await expect(open().readContents(files)).resolves.toHaveProperty("size", 1);
    else await expect(open().readContents(files)).rejects.toMatchObject({ code });
  });

  test("stop being asked for after the first failure", async () => {
    const { open, github } = await start();
    const files = Array.from({ length: 40 }, (_, number) => ({
      mode: "100644",
      oid: String(number).padStart(40, "0"),
      path: `f${number}`,
    }));
    github.fail({ path: /\/git\/blobs\// }, { answer: { status: 500, body: { message: "Server Error" } } });
    await expect(open().readContents(files)).rejects.toMatchObject({ code: "forge-unreachable" });
    expect(github.requests.length).toBeLessThan(20);
  });
});
