import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathInRepository, placeInside, withWorkTree } from "../../src/run/work-tree.ts";
import { openGit, temporaryFolder } from "../git/open-git.ts";
import { createRegistry } from "../support/registry.ts";
import { codesOf } from "./open.ts";

test("work is done on what is checked out, and a failure of it is passed on", async () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a: 1\n");
  registry.commit("Add a");
  registry.write("a/1.1.0.yml", "a: 2\n");
  const files = await withWorkTree(openGit(join(registry.dir, "a")), [":(top)a"], async ({ git, tree, top }) => [
    top === registry.git("rev-parse", "--show-toplevel"),
    (await git.text(["ls-tree", "-r", "--full-tree", "--name-only", tree])).trim(),
  ]);
  expect(files).toEqual([true, "a/1.0.0.yml\na/1.1.0.yml"]);
  await expect(withWorkTree(openGit(registry.dir), [":(top)"], () => Promise.reject(new Error("own")))).rejects.toThrow("own");
});

test("a place is inside unless a link leads out", async () => {
  const [top, outside] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(outside, join(top, "out"));
  symlinkSync(top, join(top, "in"));
  expect(await placeInside(top, "new/folder/x.yml")).toBe(join(top, "new/folder/x.yml"));
  expect(await placeInside(top, "in/x.yml")).toBe(join(top, "in/x.yml"));
  expect(await codesOf(placeInside(top, "out/x.yml"))).toEqual(["path-outside"]);
  expect(await codesOf(placeInside(top, "out/new/x.yml"))).toEqual(["path-outside"]);
});

test("a file on disk is named by its path in the repository, by whatever way it is reached; one outside is not", async () => {
  const registry = createRegistry();
  registry.write("settings/tags.yml", "a: 1\n");
  registry.commit("Add settings");
  const other = temporaryFolder();
  symlinkSync(join(registry.dir, "settings"), join(other, "way-in"));
  const git = openGit(join(registry.dir, "settings"));
  expect(await pathInRepository(git, join(other, "way-in/tags.yml"))).toBe("settings/tags.yml");
  expect(await pathInRepository(git, other)).toBeNull();
  expect(await pathInRepository(openGit(registry.addBareRemote()), join(registry.dir, "settings/tags.yml"))).toBeNull();
});
