import { join } from "node:path";
import { expect, test } from "vitest";
import { cloneRegistry } from "../../src/git/clone.ts";
import { openRepository, readBranch } from "../../src/git/open-repository.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry } from "../support/registry.ts";
import { openGitWithToken, temporaryFolder } from "./open-git.ts";

test.each([null, "release"])("a private registry is cloned bare, with its commits and no contents (branch %j)", async (wanted) => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a");
  registry.commit("root");
  registry.tag("a-v1.0.0");
  const bareRepository = registry.addBareRemote();
  registry.branch("release");
  const second = registry.commit("second");
  registry.push();
  const github = await startForTest({ bareRepository, isPrivate: true });
  const directory = join(temporaryFolder(), "clone");
  await cloneRegistry(openGitWithToken(registry.dir, github), {
    url: github.gitUrl,
    directory,
    branch: wanted,
    whole: false,
    history: true,
  });

  const git = openGitWithToken(directory, github);
  expect(await git.text(["rev-parse", "--is-bare-repository"])).toBe("true\n");
  const head = wanted === null ? registry.git("rev-parse", "main") : second;
  expect(await git.text(["for-each-ref", "--format=%(refname) %(objectname)"])).toBe(`refs/heads/${wanted ?? "main"} ${head}\n`);
  expect(await git.text(["cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"])).not.toContain("blob");
  expect(await git.text(["config", "--list", "--local"])).not.toContain(github.tokens.write);
  const repository = await openRepository(git);
  expect(repository).toMatchObject({ shallow: false, partial: true, remote: { name: "origin", url: github.gitUrl } });
  expect(await readBranch(repository, wanted, false)).toMatchObject({ head, published: true });
});

test("a branch that does not exist and a server that refuses the token are failures", async () => {
  const github = await startForTest({ isPrivate: true });
  const folder = temporaryFolder();
  const git = openGitWithToken(folder, github);
  const request = { url: github.gitUrl, whole: false, history: true };
  await expect(cloneRegistry(git, { ...request, directory: join(folder, "a"), branch: "none" })).rejects.toMatchObject({
    code: "branch-missing",
  });
  github.fail({ kind: "git" }, { times: 9, answer: { status: 401, headers: { "www-authenticate": "Basic" }, body: "" } });
  await expect(cloneRegistry(git, { ...request, directory: join(folder, "b"), branch: null })).rejects.toMatchObject({ code: "git-auth" });
});

test("a whole clone needs no server for any content of the branch", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "one\n");
  registry.commit("first");
  registry.write("flows/a/1.0.0.yml", "two\n");
  registry.commit("second");
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  const directory = join(temporaryFolder(), "clone");
  await cloneRegistry(openGitWithToken(registry.dir, github), { url: github.gitUrl, directory, branch: null, whole: true, history: true });
  const git = openGitWithToken(directory, github);
  expect(await openRepository(git)).toMatchObject({ partial: false, shallow: false });
  const before = github.requests.length;
  expect(await git.text(["show", "main~1:flows/a/1.0.0.yml", "main:flows/a/1.0.0.yml"])).toBe("one\ntwo\n");
  expect(github.requests).toHaveLength(before);
});
