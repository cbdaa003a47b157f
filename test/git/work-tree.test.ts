import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTree } from "../../src/git/read-tree.ts";
import { openWorkTree } from "../../src/git/work-tree.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit, temporaryFolder } from "./open-git.ts";

const ALL = [":(top,glob)**/*.yml"];

function started(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a\n");
  registry.write("flows/b/1.0.0.yml", "b\n");
  registry.write(".gitignore", "draft.yml\n");
  registry.commit("first");
  return registry;
}

/** Everything that must not change: index, refs, objects, and what git says about them. */
function stateOf(registry: TestRegistry): unknown {
  const index = readFileSync(join(registry.dir, ".git/index")).toString("hex");
  return [
    index,
    registry.git("for-each-ref"),
    registry.git("count-objects", "-v"),
    registry.git("stash", "list"),
    registry.git("status", "--short"),
  ];
}

/** Paths and contents of the tree, and that nothing of it stays. */
async function readOpened(
  registry: TestRegistry,
  pathspecs: readonly string[] = ALL,
  directory = registry.dir,
): Promise<Readonly<Record<string, string>> | null> {
  const before = stateOf(registry);
  const opened = await openWorkTree(openGit(directory), pathspecs);
  if (opened === null) return null;
  const entries = await readTree(opened.git, opened.tree, []);
  const files: [string, string][] = [];
  for (const { path, oid } of entries) files.push([path, await opened.git.text(["cat-file", "blob", oid])]);
  await opened.close();
  expect(stateOf(registry)).toEqual(before);
  return Object.fromEntries(files.filter(([path]) => path !== ".gitignore"));
}

describe("the work tree as a tree", () => {
  test("has edits, staged or not, new files and deletions, without what is ignored, and changes nothing", async () => {
    const registry = started();
    registry.write("flows/a/1.0.0.yml", "edited\n");
    registry.write("flows/c/1.0.0.yml", "staged\n");
    registry.git("add", "flows/c");
    registry.write("flows/c/1.1.0.yml", "new\n");
    registry.write("flows/c/draft.yml", "ignored\n");
    registry.remove("flows/b");
    expect(await readOpened(registry)).toEqual({
      "flows/a/1.0.0.yml": "edited\n",
      "flows/c/1.0.0.yml": "staged\n",
      "flows/c/1.1.0.yml": "new\n",
    });
  });

  test("is the committed one where nothing was touched", async () => {
    const registry = started();
    const opened = await openWorkTree(openGit(registry.dir), ALL);
    expect(opened?.tree).toBe(registry.git("rev-parse", "HEAD^{tree}"));
    await opened?.close();
  });

  test("has only what the pathspecs name, also from a folder inside, and a pathspec may fit nothing", async () => {
    const registry = started();
    registry.write("flows/a/1.0.0.yml", "edited\n");
    registry.write("flows/b/1.0.0.yml", "edited\n");
    const files = await readOpened(registry, [":(top,literal)flows/a", ":(top,literal)none"], join(registry.dir, "flows/b"));
    expect(files).toEqual({ "flows/a/1.0.0.yml": "edited\n", "flows/b/1.0.0.yml": "b\n" });
  });

  test("has an edit of the second in which the index was written, although the file looks the same from outside", async () => {
    const registry = started();
    const [file, index] = [join(registry.dir, "flows/a/1.0.0.yml"), join(registry.dir, ".git/index")];
    const time = 1_700_000_000;
    registry.git("config", "core.trustctime", "false");
    utimesSync(file, time, time);
    registry.git("update-index", "--refresh");
    utimesSync(index, time, time);
    registry.write("flows/a/1.0.0.yml", "b\n");
    utimesSync(file, time, time);
    // Not by readOpened: its own look at the status would renew the index.
    const opened = await openWorkTree(openGit(registry.dir), ALL);
    expect(await opened?.git.text(["cat-file", "blob", `${opened.tree}:flows/a/1.0.0.yml`])).toBe("b\n");
    await opened?.close();
  });

  test("takes odd names, and a folder in place of a file", async () => {
    const registry = started();
    registry.write("flows/line\nfeed/-x.yml", "odd\n");
    registry.remove("flows/a/1.0.0.yml");
    registry.write("flows/a/1.0.0.yml/inside.yml", "inside\n");
    registry.remove("flows/b/1.0.0.yml");
    registry.write("flows/b/1.0.0.yml/draft.yml", "ignored\n");
    expect(await readOpened(registry)).toEqual({
      "flows/a/1.0.0.yml/inside.yml": "inside\n",
      "flows/line\nfeed/-x.yml": "odd\n",
    });
  });

  test("takes a file in place of a folder, and a pipe for no file", async () => {
    const registry = started();
    registry.remove("flows/a");
    registry.write("flows/a", "a file now\n");
    registry.remove("flows/b/1.0.0.yml");
    execFileSync("mkfifo", [join(registry.dir, "flows/b/1.0.0.yml")]);
    expect(await readOpened(registry, [":(top)"])).toEqual({ "flows/a": "a file now\n" });
  });

  test("takes the files as they are in the middle of a conflict", async () => {
    const registry = started();
    registry.branch("other");
    registry.write("flows/a/1.0.0.yml", "theirs\n");
    registry.commit("theirs");
    registry.checkout("main");
    registry.write("flows/a/1.0.0.yml", "ours\n");
    registry.commit("ours");
    expect(() => registry.merge("other", "merge")).toThrow();
    expect((await readOpened(registry))?.["flows/a/1.0.0.yml"]).toContain("<<<<<<<");
  });

  test("leaves out of it what a sparse checkout leaves out of the work tree", async () => {
    const registry = started();
    registry.git("sparse-checkout", "set", "flows/a");
    expect(existsSync(join(registry.dir, "flows/b"))).toBe(false);
    expect(await readOpened(registry)).toMatchObject({ "flows/b/1.0.0.yml": "b\n" });
  });

  test("runs no filter of the checkout", async () => {
    const registry = started();
    const mark = join(temporaryFolder(), "ran");
    registry.git("config", "filter.evil.clean", `touch '${mark}'; cat`);
    registry.git("config", "filter.evil.required", "true");
    writeFileSync(join(registry.dir, ".gitattributes"), "*.yml filter=evil\n");
    registry.write("flows/a/1.0.0.yml", "edited\n");
    const opened = await openWorkTree(openGit(registry.dir), ALL);
    expect(await opened?.git.text(["cat-file", "blob", `${opened.tree}:flows/a/1.0.0.yml`])).toBe("edited\n");
    await opened?.close();
    expect(existsSync(mark)).toBe(false);
  });

  test("has what is there before anything was ever added", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a\n");
    const opened = await openWorkTree(openGit(registry.dir), ALL);
    expect(await opened?.git.text(["ls-tree", "-r", "--name-only", opened.tree])).toBe("flows/a/1.0.0.yml\n");
    await opened?.close();
    expect(existsSync(join(registry.dir, ".git/index"))).toBe(false);
  });

  test("is none in a bare repository, and where nothing is checked out", async () => {
    const registry = started();
    expect(await openWorkTree(openGit(registry.addBareRemote()), ALL)).toBeNull();
    registry.git("clone", "--quiet", "--no-checkout", registry.dir, join(registry.dir, "../bare-of-files"));
    expect(await openWorkTree(openGit(join(registry.dir, "../bare-of-files")), ALL)).toBeNull();
  });
});
