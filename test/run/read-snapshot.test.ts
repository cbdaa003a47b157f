import { join } from "node:path";
import { expect, test } from "vitest";
import { generateRegistry } from "../../bench/generate-registry.ts";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import type { OpenBranch } from "../../src/run/open-registry.ts";
import { readSnapshot, rootFolders, type SnapshotRequest } from "../../src/run/read-snapshot.ts";
import { isRunning, temporaryFolder, wrapGit } from "../git/open-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a: 1\n");
  registry.commit("Add a");
  registry.write("flows/b/1.0.0.yml", "b: 1\n");
  registry.commit("Add b");
  return registry;
}

async function toRequest(registry: TestRegistry, everything: boolean): Promise<SnapshotRequest> {
  const { branch, ...request } = await openRequest(registry.dir);
  return { ...request, branch: existing(branch), everything };
}

function existing(branch: OpenBranch | null): OpenBranch {
  if (branch === null) throw new Error("the sample has a commit");
  return branch;
}

test("the roots of the configuration narrow what is read; the whole repository narrows nothing", () => {
  const { tag } = DEFAULT_CONFIG;
  expect(rootFolders(DEFAULT_CONFIG)).toEqual([]);
  expect(
    rootFolders({
      ...DEFAULT_CONFIG,
      roots: [
        { path: "flows", tag },
        { path: "", tag },
      ],
    }),
  ).toEqual(["flows"]);
});

test("history that is walked early is complete, however late it is read", async () => {
  const registry = sample();
  const request = await toRequest(registry, true);
  const slow: SnapshotRequest["forge"] = {
    ...request.forge,
    readReleases: async (question) => {
      // By now git has written everything and ended.
      for (let turn = 0; turn < 10; turn += 1) await request.repository.git.text(["rev-parse", "HEAD"]);
      return request.forge.readReleases(question);
    },
  };
  const { historyOf } = await readSnapshot({ ...request, forge: slow });
  expect([historyOf("flows/a/1.0.0.yml").settled, historyOf("flows/b/1.0.0.yml").settled]).toEqual([
    registry.git("rev-parse", "HEAD~1"),
    registry.head(),
  ]);
});

test("history that nobody will read is not walked any longer", async () => {
  const bare = join(temporaryFolder(), "registry.git");
  await generateRegistry(bare, { flows: 100, versions: 10, seed: 1 });
  const git = wrapGit();
  const { branch, ...request } = await openRequest(bare);
  const refusing: SnapshotRequest["forge"] = { ...request.forge, readReleases: () => Promise.reject(new Error("no answer")) };
  await expect(readSnapshot({ ...request, branch: existing(branch), forge: refusing })).rejects.toThrow("no answer");
  expect(git.args()).toContain("log");
  await expect.poll(() => git.pids().filter(isRunning)).toEqual([]);
});

test("digests of released versions are read only where a machine asks for everything", async () => {
  const registry = sample();
  registry.tag("a-v1.0.0", "HEAD~1", { annotated: true });
  const [few, all] = await Promise.all([false, true].map(async (everything) => readSnapshot(await toRequest(registry, everything))));
  expect([few?.digests.size, all?.digests.size]).toEqual([1, 2]);
  expect(few?.views.get("a-v1.0.0")).toMatchObject({
    commit: registry.git("rev-parse", "HEAD~1"),
    blob: registry.blob("flows/a/1.0.0.yml"),
    parentBlob: null,
  });
});

test("withdrawn versions are known by their tags", async () => {
  const registry = sample();
  registry.tag("a-v1.0.0", "HEAD~1", { annotated: true });
  registry.rename("flows/a/1.0.0.yml", "flows/a/1.1.0.yml");
  registry.commit("Withdraw a");
  const { withdrawn } = await readSnapshot(await toRequest(registry, false));
  expect(withdrawn).toMatchObject([{ tag: "a-v1.0.0", path: "flows/a/1.0.0.yml" }]);
});

test("drift is read where a published file was changed", async () => {
  const registry = sample();
  registry.tag("a-v1.0.0", "HEAD~1", { annotated: true });
  registry.write("flows/a/1.0.0.yml", "a:   1\n");
  registry.commit("Format a");
  const { drifts } = await readSnapshot(await toRequest(registry, false));
  expect([...drifts.keys()]).toEqual(["flows/a/1.0.0.yml"]);
});
