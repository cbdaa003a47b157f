import { expect, test } from "vitest";
import { isAncestor } from "../../src/git/is-ancestor.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test("a commit that this clone lacks is looked for on the branch as it is now", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  registry.addBareRemote();
  const clone = registry.clone();
  const second = registry.commit("second");
  registry.push();
  const repository = await openRepository(openGit(clone.dir));
  expect(await isAncestor(repository, "main", first, second)).toBe(true);
  expect(await isAncestor(repository, "main", second, first)).toBe(false);
  expect(await isAncestor(repository, "main", first, "a".repeat(40))).toBe(false);
});

test("without a remote there is nothing else to look at", async () => {
  const registry = createRegistry();
  const first = registry.commit("first");
  const second = registry.commit("second");
  const repository = await openRepository(openGit(registry.dir));
  expect(await isAncestor(repository, "main", first, second)).toBe(true);
  expect(await isAncestor(repository, "main", first, "a".repeat(40))).toBe(false);
});
