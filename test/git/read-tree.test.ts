import { join } from "node:path";
import { expect, test } from "vitest";
import { applyChanges, readTree, readTreeChanges } from "../../src/git/read-tree.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

const ODD = [
  "a b/1.0.0.yml",
  "größe/1.0.0.yml",
  "-x/1.0.0.yml",
  'q"uote/1.0.0.yml',
  "tab\there/1.0.0.yml",
  "line\nfeed/1.0.0.yml",
  "back\\slash/1.0.0.yml",
  ":(top)/1.0.0.yml",
  "*/1.0.0.yml",
  "😀/1.0.0.yml",
];

test("every file has its mode, its id and its path as it is spelled", async () => {
  const registry = createRegistry();
  for (const path of ODD) registry.write(path, path);
  const sha = registry.commit("odd names");
  const entries = await readTree(openGit(registry.dir), sha, []);
  expect(entries).toHaveLength(ODD.length);
  expect(new Map(entries.map(({ path, oid }) => [path, oid]))).toEqual(new Map(ODD.map((path) => [path, registry.blob(path)])));
});

test("links, submodules and programs are listed with their modes, folders are not", async () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a");
  registry.write("a/run", "x");
  registry.chmod("a/run", 0o755);
  registry.link("a/2.0.0.yml", "1.0.0.yml");
  registry.git("add", "--all");
  registry.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},a/module`);
  registry.git("commit", "--quiet", "-m", "modes");
  const entries = await readTree(openGit(registry.dir), registry.head(), []);
  expect(entries.map(({ mode, path }) => [mode, path])).toEqual([
    ["100644", "a/1.0.0.yml"],
    ["120000", "a/2.0.0.yml"],
    ["160000", "a/module"],
    ["100755", "a/run"],
  ]);
});

test("only the asked folders are listed, from the top of the tree wherever git runs", async () => {
  const registry = createRegistry();
  for (const path of ["a/1.0.0.yml", "ab/1.0.0.yml", "b/c/1.0.0.yml", "*/1.0.0.yml"]) registry.write(path, path);
  const sha = registry.commit("folders");
  const paths = async (dir: string, folders: readonly string[]): Promise<readonly string[]> =>
    (await readTree(openGit(dir), sha, folders)).map(({ path }) => path);
  expect(await paths(registry.dir, ["a", "b/c"])).toEqual(["a/1.0.0.yml", "b/c/1.0.0.yml"]);
  expect(await paths(`${registry.dir}/b`, ["a"])).toEqual(["a/1.0.0.yml"]);
  expect(await paths(registry.dir, ["*"])).toEqual(["*/1.0.0.yml"]);
  expect(await paths(registry.dir, ["none"])).toEqual([]);
});

test("a commit that is not there is a failure, not an empty tree", async () => {
  const registry = createRegistry();
  registry.commit("root");
  expect(await readTree(openGit(registry.dir), registry.head(), [])).toEqual([]);
  await expect(readTree(openGit(registry.dir), "1".repeat(40), [])).rejects.toMatchObject({ code: "git-failed" });
});

test("what differs between two trees is told file by file, from any folder, and makes one of the other", async () => {
  const registry = createRegistry();
  for (const path of [...ODD, "gone/1.0.0.yml", "*x/1.0.0.yml"]) registry.write(path, path);
  registry.link("link", "target");
  const before = registry.commit("before");
  for (const path of ODD) registry.write(path, `${path} changed`);
  registry.remove("gone");
  registry.remove("link");
  registry.write("link/new.yml", "new");
  registry.chmod("*x/1.0.0.yml", 0o755);
  const after = registry.commit("after");
  const git = openGit(join(registry.dir, "a b"));
  const changes = await readTreeChanges(git, before, after, []);
  expect(new Map(changes.map(({ path, before: old, after: now }) => [path, [old?.mode ?? null, now?.mode ?? null]]))).toEqual(
    new Map<string, readonly (string | null)[]>([
      ...ODD.map((path) => [path, ["100644", "100644"]] as const),
      ["gone/1.0.0.yml", ["100644", null]],
      ["*x/1.0.0.yml", ["100644", "100755"]],
      ["link", ["120000", null]],
      ["link/new.yml", [null, "100644"]],
    ]),
  );
  const sorted = (entries: readonly TreeEntry[]): readonly TreeEntry[] => entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const made = applyChanges(await readTree(git, before, []), changes);
  expect(sorted(made)).toEqual(sorted(await readTree(git, after, [])));
  expect((await readTreeChanges(git, before, after, ["*", "none"])).map(({ path }) => path)).toEqual(["*/1.0.0.yml"]);
});
