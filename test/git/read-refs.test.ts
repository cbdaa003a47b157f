import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readBranchTips, readLocalRefs, readRemoteRefs } from "../../src/git/read-refs.ts";
import type { Refs } from "../../src/model/refs.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit, openGitWithToken, temporaryFolder } from "./open-git.ts";

interface Source {
  readonly name: string;
  readonly read: (registry: TestRegistry, branch: string | null) => Promise<Refs>;
}

/** Both ways must give the same answer for the same refs. */
const SOURCES: readonly Source[] = [
  {
    name: "the remote",
    read: (registry, branch) => {
      registry.addBareRemote();
      registry.push();
      return readRemoteRefs(openGit(registry.dir), "origin", branch);
    },
  },
  { name: "the repository itself", read: (registry) => readLocalRefs(openGit(registry.dir)) },
];

describe.each(SOURCES)("tags of $name", ({ read }) => {
  test("are annotated, lightweight or nested, each with its own object and its commit", async () => {
    const registry = createRegistry();
    const first = registry.commit("first");
    const second = registry.commit("second");
    registry.tag("light", first);
    registry.tag("heavy", second, { annotated: true });
    registry.tag("chat/agent-v1.0.0", second, { annotated: true });
    registry.tag("foo/v1.0.0", first);
    registry.tag("of-a-tag", "heavy", { annotated: true });
    registry.tag("größe-v1.0.0+build.5", first);
    const { tags } = await read(registry, "main");
    const object = (name: string): string => registry.git("rev-parse", `refs/tags/${name}`);
    expect(tags.size).toBe(6);
    expect(tags.get("light")).toEqual({ object: first, commit: first, annotated: false });
    expect(tags.get("heavy")).toEqual({ object: object("heavy"), commit: second, annotated: true });
    expect(tags.get("chat/agent-v1.0.0")).toEqual({ object: object("chat/agent-v1.0.0"), commit: second, annotated: true });
    expect(tags.get("of-a-tag")).toEqual({ object: object("of-a-tag"), commit: second, annotated: true });
    expect(tags.get("größe-v1.0.0+build.5")?.commit).toBe(first);
    expect(tags.get("foo/v1.0.0")?.commit).toBe(first);
    expect(tags.get("v1.0.0")).toBeUndefined();
  });

  test("may point at what is no commit", async () => {
    const registry = createRegistry();
    registry.write("file", "x");
    registry.commit("first");
    registry.tag("blob", registry.blob("file"));
    const { tags } = await read(registry, "main");
    expect(tags.get("blob")).toEqual({ object: registry.blob("file"), commit: registry.blob("file"), annotated: false });
  });
});

describe("branches of the remote", () => {
  test("the default branch is told without being asked for, another one only when asked for", async () => {
    const registry = createRegistry();
    const first = registry.commit("first");
    registry.addBareRemote();
    registry.branch("release/2");
    const second = registry.commit("second");
    registry.push();
    const git = openGit(registry.dir);
    expect(await readRemoteRefs(git, "origin", null)).toMatchObject({ defaultBranch: "main", branches: new Map([["main", first]]) });
    expect((await readRemoteRefs(git, "origin", "release/2")).branches).toEqual(
      new Map([
        ["main", first],
        ["release/2", second],
      ]),
    );
    expect((await readRemoteRefs(git, "origin", "2")).branches).toEqual(new Map([["main", first]]));
  });

  test("a branch whose name ends like the asked one is not taken for it", async () => {
    const registry = createRegistry();
    registry.commit("first");
    registry.addBareRemote();
    registry.branch("refs/heads/topic");
    registry.push();
    expect((await readRemoteRefs(openGit(registry.dir), "origin", "topic")).branches.get("topic")).toBeUndefined();
  });

  test("a remote without commits has no branch; a detached HEAD is none", async () => {
    const registry = createRegistry();
    registry.commit("first");
    const folder = temporaryFolder();
    mkdirSync(join(folder, "empty.git"));
    registry.git("init", "--quiet", "--bare", join(folder, "empty.git"));
    registry.git("remote", "add", "empty", join(folder, "empty.git"));
    expect(await readRemoteRefs(openGit(registry.dir), "empty", "main")).toEqual({
      defaultBranch: null,
      branches: new Map(),
      tags: new Map(),
    });

    const remote = registry.addBareRemote();
    registry.git("--git-dir", remote, "update-ref", "--no-deref", "HEAD", registry.head());
    expect(await readRemoteRefs(openGit(registry.dir), "origin", "main")).toMatchObject({
      defaultBranch: null,
      branches: new Map([["main", registry.head()]]),
    });
  });

  test("one request tells all, and one that fails is never an empty answer", async () => {
    const registry = createRegistry();
    registry.commit("first");
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    const git = openGitWithToken(registry.dir, github);
    await readRemoteRefs(git, github.gitUrl, "main");
    expect(github.requests.map(({ path }) => path.split("/").slice(3).join("/"))).toEqual(["info/refs", "git-upload-pack"]);
    github.fail({ kind: "git" }, { answer: { status: 500, body: "" } });
    await expect(readRemoteRefs(git, github.gitUrl, "main")).rejects.toMatchObject({ code: "git-network" });
    await expect(readRemoteRefs(git, "--upload-pack=touch", "main")).rejects.toMatchObject({ code: "git-failed" });
  });
});

describe("branches of the repository itself", () => {
  test("the one that is checked out is the default", async () => {
    const registry = createRegistry();
    const first = registry.commit("first");
    registry.branch("topic");
    const second = registry.commit("second");
    expect(await readLocalRefs(openGit(registry.dir))).toMatchObject({
      defaultBranch: "topic",
      branches: new Map([
        ["main", first],
        ["topic", second],
      ]),
    });
  });

  test("with a detached HEAD the only branch is the default, and none of several", async () => {
    const registry = createRegistry();
    const sha = registry.commit("first");
    registry.checkout(sha);
    expect((await readLocalRefs(openGit(registry.dir))).defaultBranch).toBe("main");
    registry.git("branch", "other");
    expect((await readLocalRefs(openGit(registry.dir))).defaultBranch).toBeNull();
  });

  test("a repository without commits has none", async () => {
    expect(await readLocalRefs(openGit(createRegistry().dir))).toEqual({ defaultBranch: null, branches: new Map(), tags: new Map() });
  });
});

test("the tips of all branches of the remote are told once each, whatever this clone knows, and no tags", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.push("main:refs/heads/same", "main:refs/heads/deep/er");
  registry.branch("topic");
  const second = registry.commit("second");
  registry.tag("v1", registry.commit("third"));
  registry.push(`${second}:refs/heads/topic`, "v1");
  registry.git("config", "remote.origin.url", github.gitUrl);
  registry.commit("not pushed");
  const git = openGitWithToken(registry.dir, github);
  expect((await readBranchTips(git, "origin")).toSorted()).toEqual([first, second].toSorted());
  github.fail({ kind: "git" }, { answer: { status: 500, body: "" } });
  await expect(readBranchTips(git, "origin")).rejects.toMatchObject({ code: "git-network" });
});
