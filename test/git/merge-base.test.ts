import { expect, test } from "vitest";
import { readMergeBase, readParents } from "../../src/git/merge-base.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test("two histories parted where their last common commit is, and not at all where they have none", async () => {
  const registry = createRegistry();
  const common = registry.commit("common");
  registry.branch("topic");
  const topic = registry.commit("topic");
  registry.checkout("main");
  const main = registry.commit("main");
  registry.git("checkout", "--quiet", "--orphan", "other");
  const other = registry.commit("other");
  const git = openGit(registry.dir);
  expect(await readMergeBase(git, main, topic)).toBe(common);
  expect(await readMergeBase(git, main, other)).toBeNull();
  await expect(readMergeBase(git, main, "1".repeat(40))).rejects.toMatchObject({ code: "git-failed" });
});

test("a merge names its parents even in a clone of one commit; a message cannot add any", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  registry.branch("topic");
  const topic = registry.commit("topic");
  registry.checkout("main");
  const second = registry.commit(`second\n\nparent ${first}`);
  const merge = registry.merge("topic", `merge\n\nparent ${first}`);
  const shallow = registry.clone({ depth: 1 });
  const git = openGit(shallow.dir);
  expect(await readParents(git, merge)).toEqual([second, topic]);
  expect(await readParents(openGit(registry.dir), first)).toEqual([]);
  expect(await readParents(git, first)).toBeNull();
});
