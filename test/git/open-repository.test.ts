import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository, readBranch, readCommit, readRevision, type Branch } from "../../src/git/open-repository.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

async function branchOf(registry: TestRegistry, wanted: string | null = null, offline = false): Promise<Branch | null> {
  return readBranch(await openRepository(openGit(registry.dir)), wanted, offline);
}

describe("opening", () => {
  test("a repository without a remote", async () => {
    const registry = createRegistry();
    expect(await openRepository(openGit(registry.dir))).toMatchObject({
      gitDirectory: join(registry.dir, ".git"),
      shallow: false,
      remote: null,
      partial: false,
      push: { to: "." },
    });
  });

  test("a clone from a folder, from one of its folders, and a bare one", async () => {
    const registry = createRegistry();
    registry.write("flows/a.yml", "a");
    registry.commit("root");
    const remote = registry.addBareRemote();
    expect((await openRepository(openGit(join(registry.dir, "flows")))).gitDirectory).toBe(join(registry.dir, ".git"));
    expect(await openRepository(openGit(registry.dir))).toMatchObject({ remote: { name: "origin", url: remote }, push: { to: "origin" } });
    expect(await openRepository(openGit(registry.clone({ bare: true }).dir))).toMatchObject({
      shallow: false,
      partial: false,
      remote: { name: "origin" },
    });
  });

  test("a second work tree shares the repository's git directory", async () => {
    const registry = createRegistry();
    registry.commit("root");
    registry.git("worktree", "add", "--quiet", "-b", "other", join(registry.dir, "..", "tree"));
    expect((await openRepository(openGit(join(registry.dir, "..", "tree")))).gitDirectory).toBe(join(registry.dir, ".git"));
  });

  test("shallow and partial clones are told as such", async () => {
    const registry = createRegistry();
    registry.commit("root");
    registry.commit("second");
    registry.addBareRemote();
    expect(await openRepository(openGit(registry.clone({ depth: 1 }).dir))).toMatchObject({ shallow: true, partial: false });
    expect(await openRepository(openGit(registry.clone({ filter: "blob:none" }).dir))).toMatchObject({ shallow: false, partial: true });
  });

  test("the remote's address is the one after rewriting, and other remotes are not taken for it", async () => {
    const registry = createRegistry();
    registry.git("remote", "add", "upstream", "https://example.com/upstream");
    registry.git("remote", "add", "origin2", "https://example.com/origin2");
    expect((await openRepository(openGit(registry.dir))).remote).toBeNull();
    registry.git("remote", "add", "origin", "gh:o/r");
    registry.git("config", "url.https://example.com/.insteadOf", "gh:");
    registry.git("config", "remote.origin.pushurl", "https://example.com/push");
    expect((await openRepository(openGit(registry.dir))).remote).toEqual({ name: "origin", url: "https://example.com/o/r" });
  });
});

describe("the release branch", () => {
  test("is the remote's default branch, wherever this clone stands", async () => {
    const registry = createRegistry();
    registry.commit("root");
    registry.addBareRemote();
    const clone = registry.clone();
    const second = registry.commit("second");
    registry.tag("light", second);
    registry.push();
    clone.branch("topic");
    clone.commit("only here");
    expect(await branchOf(clone)).toEqual({
      branch: "main",
      head: second,
      published: true,
      tags: new Map([["light", { object: second, commit: second, annotated: false }]]),
    });
  });

  test("is the one that was asked for, a nested name included", async () => {
    const registry = createRegistry();
    registry.commit("root");
    registry.addBareRemote();
    registry.branch("release/2.x");
    const head = registry.commit("second");
    registry.push();
    expect(await branchOf(registry, "release/2.x")).toMatchObject({ branch: "release/2.x", head, published: true });
  });

  test("that only this clone has is not published, and the tags are still the remote's", async () => {
    const registry = createRegistry();
    const root = registry.commit("root");
    registry.tag("there", root);
    registry.addBareRemote();
    registry.push();
    registry.tag("only-here", root);
    registry.branch("topic");
    const head = registry.commit("topic");
    const branch = await branchOf(registry, "topic");
    expect(branch).toMatchObject({ branch: "topic", head, published: false });
    expect([...(branch?.tags.keys() ?? [])]).toEqual(["there"]);
  });

  test("offline is what this clone knows, without a request", async () => {
    const registry = createRegistry();
    const root = registry.commit("root");
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    registry.git("config", "remote.origin.url", github.gitUrl);
    registry.tag("local", root);
    expect(await branchOf(registry, null, true)).toMatchObject({
      branch: "main",
      head: root,
      published: false,
      tags: new Map([["local", { commit: root }]]),
    });
    const clone = registry.clone();
    clone.checkout(root);
    clone.git("branch", "-D", "main");
    expect(await branchOf(clone, "main", true)).toMatchObject({ branch: "main", head: root });
    expect(github.requests).toEqual([]);
  });

  test("of a repository without a remote is the one that is checked out, or the commit of a detached HEAD", async () => {
    const registry = createRegistry();
    const root = registry.commit("root");
    registry.branch("topic");
    expect(await branchOf(registry)).toMatchObject({ branch: "topic", head: root, published: true });
    registry.checkout(root);
    expect(await branchOf(registry)).toMatchObject({ branch: "HEAD", head: root, published: true });
    expect(await branchOf(registry, "main")).toMatchObject({ branch: "main", head: root });
  });

  test("of a repository without commits is none, remote or not", async () => {
    const registry = createRegistry();
    expect(await branchOf(registry)).toBeNull();
    registry.git("init", "--quiet", "--bare", join(registry.dir, "..", "empty.git"));
    registry.git("remote", "add", "origin", join(registry.dir, "..", "empty.git"));
    expect(await branchOf(registry)).toBeNull();
  });

  test.each([true, false])("that does not exist is a failure (remote: %s)", async (remote) => {
    const registry = createRegistry();
    registry.commit("root");
    if (remote) registry.addBareRemote();
    await expect(branchOf(registry, "mian")).rejects.toMatchObject({ code: "branch-missing" });
  });

  test("of a remote that cannot be read is a failure, though this clone knows one", async () => {
    const registry = createRegistry();
    registry.commit("root");
    registry.git("remote", "add", "origin", join(registry.dir, "..", "none.git"));
    await expect(branchOf(registry)).rejects.toMatchObject({ code: "git-auth" });
  });
});

test("any revision can stand for the branch, one that only the remote has too; what names no commit is told", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  registry.tag("v1", first, { annotated: true });
  registry.commit("second");
  registry.addBareRemote();
  registry.branch("topic");
  registry.commit("third");
  registry.push();
  const clone = registry.clone();
  const repository = await openRepository(openGit(clone.dir));
  for (const name of ["v1", "main~1", first.slice(0, 10)])
    expect(await readRevision(repository, name)).toMatchObject({ branch: name, head: first });
  const topic = await readRevision(repository, "topic");
  expect([topic.head, [...topic.tags.keys()]]).toEqual([registry.head(), ["v1"]]);
  for (const name of ["none", "--all", "main:x", ""])
    await expect(readRevision(repository, name)).rejects.toMatchObject({ code: "branch-missing" });
  expect(await readCommit(repository.git, "HEAD")).toBe(clone.head());
  expect(await readCommit(repository.git, "--output=x")).toBeNull();
});
