import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CommitWant } from "../../../src/resolve/transport.ts";
import type { FaultAnswer } from "../../support/github/faults.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { createRegistry, type RegistryOptions, type TestRegistry } from "../../support/registry.ts";
import { importCommits } from "../import-commits.ts";
import { wrapGit } from "../open-git.ts";
import { openTransport } from "./open-transport.ts";
import { startPlainServer, type PlainServerOptions } from "./plain-server.ts";
import { isAlive } from "./stage.ts";

interface TwoLandings extends TestRegistry {
  readonly first: string;
  readonly second: string;
  readonly bare: string;
}

/** Two landings of which the first has an annotated and a lightweight tag, a link and a program. */
function twoLandings(options: RegistryOptions = {}): TwoLandings {
  const registry = createRegistry(options);
  registry.write("flows/größe/1.0.0.yml", "name: a\n");
  registry.write("flows/größe/prompts/p.md", "prompt\n");
  registry.write("flows/run.sh", "#!/bin/sh\n");
  registry.chmod("flows/run.sh", 0o755);
  registry.link("flows/link.yml", "größe/1.0.0.yml");
  const first = registry.commit("first");
  registry.tag("a-v1.0.0", first, { message: "a 1.0.0\n\nFlow-Digest: sha256:abc" });
  registry.tag("light", first);
  registry.write("flows/größe/1.1.0.yml", "name: b\n");
  const second = registry.commit("second");
  const bare = registry.addBareRemote();
  registry.push();
  return { ...registry, first, second, bare };
}

let registry: TwoLandings;

beforeAll(() => {
  registry = twoLandings();
});

afterAll(() => {
  registry.cleanup();
});

function untagged(commit: string): CommitWant {
  return { commit, tag: null };
}

/** Every entry as `git ls-tree` has it. */
function listed(commit: string): readonly string[] {
  return registry
    .git("ls-tree", "-r", "-z", commit)
    .split("\0")
    .filter((line) => line !== "");
}

const WAYS: readonly { readonly name: string; readonly url: (bare: string, dir: string) => Promise<string> | string }[] = [
  { name: "a path to a bare repository", url: (bare) => bare },
  { name: "a path to a work tree", url: (_, dir) => dir },
  { name: "a file URL", url: (bare) => pathToFileURL(bare).href },
  { name: "HTTP", url: async (bareRepository) => (await startPlainServer({ bareRepository })).url },
  {
    name: "HTTP that knows no filters",
    url: async (bareRepository) => (await startPlainServer({ bareRepository, settings: { "uploadpack.allowFilter": "false" } })).url,
  },
  {
    name: "HTTP of the old protocol that gives nothing by id",
    url: async (bareRepository) =>
      (await startPlainServer({ bareRepository, old: true, settings: { "uploadpack.allowAnySHA1InWant": "false" } })).url,
  },
];

describe.each(WAYS)("a registry read by $name", ({ url }) => {
  test("gives its refs, its files at commits and tags, and their contents", async () => {
    const { transport, stage } = openTransport({ url: await url(registry.bare, registry.dir) });
    const refs = await transport.readRefs();
    expect(refs.defaultBranch).toBe("main");
    expect(refs.branches).toEqual(new Map([["main", registry.second]]));
    expect(refs.tags.get("a-v1.0.0")).toEqual({ object: registry.git("rev-parse", "a-v1.0.0"), commit: registry.first, annotated: true });

    const tag = refs.tags.get("a-v1.0.0") ?? null;
    const views = await transport.readCommits([untagged(registry.second), { commit: registry.first, tag }, untagged(registry.first)]);
    expect(views.map(({ commit }) => commit)).toEqual([registry.second, registry.first, registry.first]);
    expect(views.map(({ tagMessage }) => tagMessage)).toEqual([null, "a 1.0.0\n\nFlow-Digest: sha256:abc\n", null]);
    for (const { commit, entries } of views)
      expect(entries.map(({ mode, oid, path }) => `${mode} blob ${oid}\t${path}`)).toEqual(listed(commit));

    const files = (views[1]?.entries ?? []).filter(({ path }) => path.startsWith("flows/größe/"));
    const contents = await transport.readContents(files);
    expect(files.map(({ path, oid }) => [path, contents.get(oid)?.toString()])).toEqual([
      ["flows/größe/1.0.0.yml", "name: a\n"],
      ["flows/größe/prompts/p.md", "prompt\n"],
    ]);
    expect(await transport.findCommits(registry.first.slice(0, 7))).toEqual([registry.first]);
    await transport.close();
    expect(existsSync(stage)).toBe(false);
  });
});

test("a registry with long ids is read as well", async () => {
  const registry = twoLandings({ objectFormat: "sha256" });
  const { transport } = openTransport({ url: registry.bare });
  expect((await transport.readRefs()).branches.get("main")).toBe(registry.second);
  const [view] = await transport.readCommits([untagged(registry.second)]);
  const file = view?.entries.filter(({ path }) => path.endsWith("1.1.0.yml")) ?? [];
  expect([...(await transport.readContents(file))].map(([oid, content]) => [oid.length, content.toString()])).toEqual([[64, "name: b\n"]]);
  expect(await transport.findCommits(registry.first.slice(0, 8))).toEqual([registry.first]);
});

test("an exact version costs three processes of the network and six requests, and leaves no other contents", async () => {
  const github = await startForTest({ bareRepository: registry.bare });
  const { transport, processes } = openTransport({ url: github.gitUrl });
  const requests = (): readonly string[] =>
    github.requests.map(({ method, path, status }) => `${method} ${path.split("/").slice(3).join("/")} ${status}`);
  const pair = ["GET info/refs 200", "POST git-upload-pack 200"];
  const { tags } = await transport.readRefs();
  expect([requests(), processes()]).toEqual([pair, 1]);
  const [view] = await transport.readCommits([{ commit: registry.first, tag: tags.get("a-v1.0.0") ?? null }]);
  expect([requests(), processes()]).toEqual([[...pair, ...pair], 4]);
  const files = view?.entries.filter(({ path }) => path.endsWith(".yml") && !path.endsWith("link.yml")) ?? [];
  await transport.readContents(files);
  expect([requests(), processes()]).toEqual([[...pair, ...pair, ...pair], 7]);
  // What is here already is asked for no more.
  await transport.readContents(files);
  await transport.readCommits([untagged(registry.first)]);
  expect(requests()).toHaveLength(6);
});

test("an empty registry has no refs, and no commit that begins so", async () => {
  const other = createRegistry();
  const { transport } = openTransport({ url: other.dir });
  expect(await transport.readRefs()).toEqual({ defaultBranch: null, branches: new Map(), tags: new Map() });
  expect(await transport.findCommits("abcdef1")).toEqual([]);
  expect(await transport.readCommits([])).toEqual([]);
  expect(await transport.readContents([])).toEqual(new Map());
});

test.each<PlainServerOptions>([{}, { old: true, settings: { "uploadpack.allowAnySHA1InWant": "false" } }])(
  "what is not there or no commit is unknown (%o)",
  async (options) => {
    const { url } = await startPlainServer({ ...options, bareRepository: registry.bare });
    const { transport } = openTransport({ url });
    const { tags } = await transport.readRefs();
    const tag = tags.get("a-v1.0.0") ?? null;
    const wants: readonly CommitWant[] = [
      untagged("1".repeat(40)),
      untagged(registry.blob("flows/run.sh")),
      untagged("--upload-pack=touch"),
      untagged(registry.first.slice(0, 39)),
      // A server that says one thing of a tag and gives another.
      { commit: registry.second, tag },
    ];
    for (const want of wants) await expect(transport.readCommits([want])).rejects.toMatchObject({ code: "ref-unknown" });
    expect(await transport.readCommits([{ commit: registry.first, tag }])).toHaveLength(1);
  },
);

test("digits find the commits of all branches and tags, and nothing else", async () => {
  const other = createRegistry();
  importCommits(
    other,
    Array.from({ length: 1000 }, (_, index) => [["file", String(index)]]),
  );
  const elsewhere = other.git("commit-tree", "-m", "elsewhere", "main^{tree}");
  other.tag("elsewhere", elsewhere, { annotated: true });
  const { transport } = openTransport({ url: other.dir });
  expect(await transport.findCommits(elsewhere)).toEqual([elsewhere]);
  expect(await transport.findCommits(other.git("rev-parse", "elsewhere").slice(0, 10))).toEqual([]);
  expect(await transport.findCommits("f".repeat(40))).toEqual([]);
  expect(await transport.findCommits("--all")).toEqual([]);
  const commits = other.git("rev-list", "main").split("\n");
  const digits = commits.map((commit) => commit.slice(0, 4)).find((start, index, all) => all.indexOf(start) < index) ?? "";
  const found = await transport.findCommits(digits);
  expect(found.length).toBeGreaterThan(1);
  expect(found.toSorted()).toEqual(commits.filter((commit) => commit.startsWith(digits)).toSorted());
});

test("questions at the same time do not disturb one another", async () => {
  const { transport } = openTransport({ url: registry.bare });
  const [refs, found, [one], [two]] = await Promise.all([
    transport.readRefs(),
    transport.findCommits(registry.first.slice(0, 9)),
    transport.readCommits([untagged(registry.first)]),
    transport.readCommits([untagged(registry.second)]),
  ]);
  expect([refs.branches.size, found, one?.entries.length, two?.entries.length]).toEqual([1, [registry.first], 4, 5]);
});

describe("a hostile registry", () => {
  test("with more files than may be, is refused", async () => {
    const { transport } = openTransport({ url: registry.bare, limits: { treeEntries: 6 } });
    await expect(transport.readCommits([untagged(registry.second)])).rejects.toMatchObject({ code: "registry-too-large" });
    const { transport: larger } = openTransport({ url: registry.bare, limits: { treeEntries: 8 } });
    expect(await larger.readCommits([untagged(registry.second)])).toHaveLength(1);
  });

  test("whose few objects unfold to billions of files, is refused at once", async () => {
    const other = createRegistry();
    other.write("file", "x");
    other.commit("file");
    let [kind, oid] = ["100644 blob", other.blob("file")];
    for (let level = 0; level < 10; level += 1) {
      other.write("tree", Array.from({ length: 10 }, (_, index) => `${kind} ${oid}\t${index}\n`).join(""));
      [kind, oid] = ["040000 tree", other.git("-c", "alias.tree=!git mktree <tree", "tree")];
    }
    const bomb = other.git("commit-tree", "-m", "bomb", oid);
    other.git("branch", "bomb", bomb);
    const { transport } = openTransport({ url: other.dir });
    await expect(transport.readCommits([untagged(bomb)])).rejects.toMatchObject({ code: "registry-too-large" });
  });

  test("with a file that is too large, gives nothing of it", async () => {
    const other = createRegistry();
    other.write("small.yml", "name: a\n");
    other.write("large.yml", Buffer.alloc(3000, "x"));
    const commit = other.commit("files");
    const { transport } = openTransport({ url: other.dir, limits: { fileBytes: 2000, totalBytes: 20_000, files: 2 } });
    const [view] = await transport.readCommits([untagged(commit)]);
    const files = view?.entries ?? [];
    await expect(transport.readContents(files)).rejects.toMatchObject({ code: "registry-too-large" });
    await expect(transport.readContents([...files, ...files])).rejects.toMatchObject({ code: "registry-too-large" });
    expect((await transport.readContents(files.filter(({ path }) => path === "small.yml"))).size).toBe(1);
  });

  test("with a few bytes that unpack to many, is refused before they take the memory", async () => {
    const other = createRegistry();
    other.write("zeros", Buffer.alloc(20_000_000));
    const commit = other.commit("zeros");
    const { transport } = openTransport({ url: other.dir, limits: { totalBytes: 1_000_000, treeEntries: 10 } });
    const [view] = await transport.readCommits([untagged(commit)]);
    await expect(transport.readContents(view?.entries ?? [])).rejects.toMatchObject({
      code: "registry-too-large",
      message: expect.stringContaining("what it sent") as unknown,
    });
  });

  test("that sends more than may be on disk, is refused", async () => {
    const other = createRegistry();
    other.write("noise", Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7919 + ((index * index) >> 3)) & 255)));
    const commit = other.commit("noise");
    const { url } = await startPlainServer({ bareRepository: `${other.dir}/.git`, settings: { "uploadpack.allowFilter": "false" } });
    const { transport } = openTransport({ url, limits: { totalBytes: 1000, treeEntries: 10 } });
    await expect(transport.readCommits([untagged(commit)])).rejects.toMatchObject({ code: "registry-too-large" });
  });
});

test("a fetch that hangs is ended when the transport is closed, with all that it started", async () => {
  const git = wrapGit();
  const server = await startPlainServer({ bareRepository: registry.bare, hang: true });
  const { transport, stage } = openTransport({ url: server.url, environment: { PATH: git.path } });
  const reading = transport.readCommits([untagged(registry.first)]);
  const failed = expect(reading).rejects.toMatchObject({ code: "git-failed" });
  await vi.waitUntil(() => server.requests.some(({ status }) => status === 0));
  await transport.close();
  await failed;
  expect(git.pids().length).toBeGreaterThan(0);
  await vi.waitUntil(() => git.pids().every((pid) => !isAlive(pid)));
  await expect(transport.readRefs()).rejects.toMatchObject({ code: "git-failed" });
  expect(existsSync(stage)).toBe(false);
});

describe("failures", () => {
  test("of the network have a code that may pass", async () => {
    const { transport } = openTransport({ url: "http://127.0.0.1:1/o/r" });
    await expect(transport.readRefs()).rejects.toMatchObject({ code: "git-network" });
  });

  // What was reset is sent once more by git itself.
  test.each<FaultAnswer>(["reset", "truncate", { status: 500 }])("of the server have it too (%o)", async (answer) => {
    const github = await startForTest({ bareRepository: registry.bare });
    const { transport } = openTransport({ url: github.gitUrl });
    github.fail({ path: /git-upload-pack$/ }, { answer, times: answer === "reset" ? 2 : 1 });
    await expect(transport.readCommits([untagged(registry.first)])).rejects.toMatchObject({ code: "git-network" });
    expect(await transport.readCommits([untagged(registry.first)])).toHaveLength(1);
  });

  test.each(["/nowhere/flows.git", "file:///nowhere/flows.git"])("no repository at %s", async (url) => {
    const { transport } = openTransport({ url });
    await expect(transport.readRefs()).rejects.toMatchObject({ code: "git-auth" });
  });

  test("an address that is none is refused before anything is started", () => {
    expect(() => openTransport({ url: "ext::sh -c touch% /tmp/x" })).toThrow(expect.objectContaining({ code: "registry-source-invalid" }));
  });
});
