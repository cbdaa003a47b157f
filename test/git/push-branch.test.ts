import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/open-repository.ts";
import { pushBranch, readTip } from "../../src/git/push-branch.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit, openGitWithToken, setOrigin, writeScript } from "./open-git.ts";

test("a branch is made, moved, and left alone when it is not where it was seen", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  registry.addBareRemote();
  const second = registry.commit("second");
  const third = registry.commit("third");
  const { push } = await openRepository(openGit(registry.dir));
  // The end of its name is that of another branch.
  registry.push("main:refs/heads/other/index");
  expect(await readTip(push, "index")).toBeNull();
  expect(await pushBranch(push, { branch: "index", from: null, to: first })).toBe("moved");
  expect(await pushBranch(push, { branch: "index", from: first, to: second })).toBe("moved");
  expect(await pushBranch(push, { branch: "index", from: first, to: third })).toBe("lost");
  expect(await pushBranch(push, { branch: "index", from: null, to: third })).toBe("lost");
  expect(await readTip(push, "index")).toBe(second);
});

test("a repository without a remote moves its own branch, but not the one that is checked out", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  registry.branch("work");
  const second = registry.commit("second");
  const { push } = await openRepository(openGit(registry.dir));
  expect(await pushBranch(push, { branch: "index", from: null, to: second })).toBe("moved");
  expect(await readTip(push, "index")).toBe(second);
  await expect(pushBranch(push, { branch: "work", from: second, to: first })).rejects.toMatchObject({ code: "push-denied" });
});

test("the server's refusal has its code and its words", async () => {
  const registry = createRegistry();
  const head = registry.commit("first");
  const remote = registry.addBareRemote();
  writeScript(join(remote, "hooks/pre-receive"), ["echo 'error: GH013: Repository rule violations found' >&2", "exit 1"]);
  const { push } = await openRepository(openGit(registry.dir));
  const pushing = pushBranch(push, { branch: "index", from: null, to: head });
  await expect(pushing).rejects.toThrow("GH013: Repository rule violations");
  await expect(pushing).rejects.toMatchObject({ code: "push-ruleset" });
});

test("a token that may only read is refused, and a server that fails is no answer", async () => {
  const registry = createRegistry();
  const head = registry.commit("first");
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  setOrigin(registry, github);
  const anonymous = await openRepository(openGit(registry.dir));
  await expect(pushBranch(anonymous.push, { branch: "index", from: null, to: head })).rejects.toMatchObject({ code: "git-auth" });
  const { push } = await openRepository(openGitWithToken(registry.dir, github));
  github.fail({ kind: "git" }, { times: 9, answer: { status: 503, headers: {}, body: "" } });
  await expect(readTip(push, "index")).rejects.toMatchObject({ code: "git-network" });
});
