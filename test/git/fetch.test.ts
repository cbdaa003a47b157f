import { describe, expect, test, vi } from "vitest";
import { fetchCommits, fetchContents, fetchHistory, fetchObjects, fetchWhole, withoutLazyFetch } from "../../src/git/fetch.ts";
import { openRepository, readBranch, type Branch, type Repository } from "../../src/git/open-repository.ts";
import { readDigests, readIds } from "../../src/git/read-objects.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRegistry, type CloneOptions, type TestRegistry } from "../support/registry.ts";
import { historiesOf } from "./histories.ts";
import { openGit, openGitWithToken, setOrigin } from "./open-git.ts";

interface Cloned {
  readonly registry: TestRegistry;
  readonly clone: TestRegistry;
  readonly github: GithubStandIn;
  readonly repository: Repository;
  readonly branch: Branch;
}

const VERSIONS = 6;

/** A clone over HTTP of a registry that adds a version with each landing. */
async function cloned(options: CloneOptions): Promise<Cloned> {
  const registry = createRegistry();
  for (let minor = 0; minor < VERSIONS; minor += 1) {
    registry.write(`flows/a/1.${minor}.0.yml`, `minor: ${minor}\n`);
    registry.commit(`1.${minor}.0`);
  }
  const github = await startForTest({ bareRepository: registry.addBareRemote(), isPrivate: true });
  const clone = registry.clone(options);
  setOrigin(clone, github);
  const repository = await openRepository(openGitWithToken(clone.dir, github));
  const branch = await readBranch(repository, null, false);
  if (branch === null) throw new Error("the registry has a branch");
  return { registry, clone, github, repository, branch };
}

function count(clone: TestRegistry, type: string): number {
  return clone
    .git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
    .split("\n")
    .filter((line) => line === type).length;
}

describe("the whole history", () => {
  test("of a shallow clone is fetched without contents, and tells then when versions landed", async () => {
    const { clone, repository, branch, registry } = await cloned({ depth: 1 });
    expect([count(clone, "commit"), count(clone, "blob")]).toEqual([1, VERSIONS]);
    await fetchHistory(repository, branch, true);
    expect([count(clone, "commit"), count(clone, "blob")]).toEqual([VERSIONS, VERSIONS]);
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("false");
    const root = registry.git("rev-list", "--max-parents=0", "HEAD");
    expect(await historiesOf(repository.git, branch.head, ["flows/a/1.0.0.yml"])).toEqual([{ settled: root, introduced: root }]);
  });

  test("leaves older contents on the server", async () => {
    const { registry, clone, repository } = await cloned({ depth: 1 });
    registry.write("flows/a/1.0.0.yml", "changed\n");
    registry.commit("change");
    registry.remove("flows/a/1.1.0.yml");
    registry.commit("removal");
    registry.push();
    const branch = await readBranch(repository, null, false);
    await fetchHistory(repository, branch ?? { branch: "", head: "", published: true, tags: new Map() }, false);
    expect(count(clone, "commit")).toBe(VERSIONS + 2);
    expect(
      clone
        .git("rev-list", "--objects", "--missing=print", branch?.head ?? "")
        .split("\n")
        .filter((line) => line.startsWith("?")),
    ).toHaveLength(1);
  });

  test("that is there already needs no request; commits that are missing need one fetch", async () => {
    const { registry, clone, github, repository, branch } = await cloned({});
    const before = github.requests.length;
    await fetchHistory(repository, branch, true);
    expect(github.requests).toHaveLength(before);
    const head = registry.commit("later");
    registry.push();
    await fetchHistory(repository, { ...branch, head }, false);
    expect(clone.git("cat-file", "-t", head)).toBe("commit");
  });

  test("that ends before the head that was read means that the branch moved", async () => {
    const { repository, branch } = await cloned({ depth: 1 });
    await expect(fetchHistory(repository, { ...branch, head: "1".repeat(40) }, false)).rejects.toMatchObject({ code: "plan-outdated" });
  });

  test("of a shallow clone cannot be had without a remote, or for a branch that is only here", async () => {
    const { repository, branch } = await cloned({ depth: 1 });
    await expect(fetchHistory({ ...repository, remote: null }, branch, true)).rejects.toMatchObject({ code: "history-shallow" });
    await expect(fetchHistory(repository, { ...branch, published: false }, true)).rejects.toMatchObject({ code: "history-shallow" });
  });
});

describe("contents in a partial clone", () => {
  test("are fetched in one request however many they are", async () => {
    const { registry, clone, github, repository } = await cloned({ filter: "blob:none", bare: true });
    const blobs = Array.from({ length: VERSIONS }, (_, minor) => registry.blob(`flows/a/1.${minor}.0.yml`));
    expect(count(clone, "blob")).toBe(0);
    const before = github.requests.length;
    await fetchContents(repository, blobs);
    expect(count(clone, "blob")).toBe(VERSIONS);
    const during = github.requests.slice(before).map(({ path }) => path.split("/").at(-1));
    expect(during.filter((name) => name === "refs")).toHaveLength(1);
    const after = github.requests.length;
    expect((await readDigests(repository.git, new Set(blobs))).size).toBe(VERSIONS);
    expect(github.requests).toHaveLength(after);
  });

  test("are not asked for in a whole clone, without a remote, or when there are none", async () => {
    const started = vi.fn();
    const git = openGit("none", {}, started);
    const remote = { name: "origin", url: "none" };
    const repository = { git, push: { git, to: "origin" }, gitDirectory: "none", shallow: false, remote, partial: true };
    await fetchContents({ ...repository, partial: false }, ["1".repeat(40)]);
    await fetchContents({ ...repository, remote: null }, ["1".repeat(40)]);
    await fetchContents(repository, []);
    await fetchObjects({ ...repository, remote: null }, ["1".repeat(40)]);
    await fetchObjects(repository, []);
    expect(started).not.toHaveBeenCalled();
  });
});

test("tag objects that this clone does not have are fetched by their ids", async () => {
  const { registry, clone, repository } = await cloned({});
  registry.tag("a-v1.0.0", registry.head(), { annotated: true });
  registry.tag("a-v1.1.0", registry.head(), { annotated: true });
  registry.push();
  const ids = ["a-v1.0.0", "a-v1.1.0"].map((tag) => registry.git("rev-parse", `refs/tags/${tag}`));
  await fetchObjects(repository, ids);
  expect(ids.map((id) => clone.git("cat-file", "-t", id))).toEqual(["tag", "tag"]);
  expect(clone.git("tag")).toBe("");
});

describe("single commits", () => {
  test("come to a shallow clone alone, with folders and without contents, and what is here is not asked for", async () => {
    const { registry, clone, repository } = await cloned({ depth: 1 });
    const older = registry.git("rev-parse", "HEAD~2");
    expect(await fetchCommits(repository, [registry.head()])).toBe(repository);
    const fetched = await fetchCommits(repository, [older, registry.head()]);
    expect([count(clone, "commit"), count(clone, "blob"), fetched.partial]).toEqual([2, VERSIONS, true]);
    expect(clone.git("ls-tree", "-r", "--name-only", older).split("\n")).toHaveLength(VERSIONS - 2);
    // What only an older commit holds comes later, though the server believes that a clone with that commit has it.
    await fetchContents(fetched, [registry.blob("flows/a/1.0.0.yml", older)]);
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("true");
  });

  test("that cannot be had are a failure", async () => {
    const { clone, repository } = await cloned({ depth: 1 });
    await expect(fetchCommits(repository, ["1".repeat(40)])).rejects.toThrow();
    await expect(fetchCommits({ ...repository, remote: null }, ["1".repeat(40)])).rejects.toMatchObject({ code: "history-shallow" });
    expect(count(clone, "commit")).toBe(1);
  });

  test("bring a partial clone no history that nobody asked for", async () => {
    const { registry, clone, repository } = await cloned({ depth: 1, filter: "blob:none" });
    expect(await readIds(withoutLazyFetch(repository.git), [`${registry.git("rev-parse", "HEAD~1")}^{commit}`])).toEqual([null]);
    await fetchCommits(repository, [registry.git("rev-parse", "HEAD~1")]);
    expect(count(clone, "commit")).toBe(2);
  });

  test("get their histories where two of them are to be compared", async () => {
    const { registry, clone, repository, branch } = await cloned({ depth: 1 });
    registry.branch("topic");
    const topic = registry.commit("topic");
    registry.push("topic");
    const whole = await fetchWhole(repository, branch.branch, topic);
    expect([count(clone, "commit"), whole.shallow, whole.partial]).toEqual([VERSIONS + 1, false, true]);
    expect(await fetchWhole(whole, branch.branch, "1".repeat(40))).toBe(whole);
  });
});
