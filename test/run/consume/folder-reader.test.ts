import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LIMITS } from "../../../src/resolve/limits.ts";
import { createFolderReader, folderProblem, noCommits, readInside } from "../../../src/run/consume/folder-reader.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";

function sourceOf({ dir }: TestRegistry) {
  return { name: "local", type: "path", url: dir, id: "local", root: null } as const;
}

describe("createFolderReader", () => {
  test("sees files and links, and nothing of git's own folder", async () => {
    const registry = createRegistry();
    registry.write("a/1.0.0.yml", "a: 1\n");
    registry.link("a/loop", "..");
    const reader = createFolderReader(sourceOf(registry));
    const tree = await reader.readTree(null);
    expect(tree.map(({ path, mode }) => [path, mode])).toEqual([
      ["a/1.0.0.yml", "100644"],
      ["a/loop", "120000"],
    ]);
    expect((await reader.readContents(tree.slice(0, 1))).get("a/1.0.0.yml")?.toString()).toBe("a: 1\n");
    expect(await reader.readFlows()).toMatchObject([{ flow: "a", path: "a", tagged: false }]);
    expect(await reader.readRefs()).toMatchObject({ staleSince: null, refs: { defaultBranch: null } });
    await expect(reader.readCommits([])).rejects.toMatchObject({ code: "ref-on-path" });
  });

  test("reads no more than the limits allow", async () => {
    const registry = createRegistry();
    registry.write("a/1.0.0.yml", "a: 1\n");
    registry.write("a/b.md", "12345");
    const few = createFolderReader(sourceOf(registry), { ...LIMITS, treeEntries: 1 });
    await expect(few.readTree(null)).rejects.toMatchObject({ code: "registry-too-large" });
    const small = createFolderReader(sourceOf(registry), { ...LIMITS, totalBytes: 9 });
    await expect(small.readContents(await small.readTree(null))).rejects.toMatchObject({ code: "registry-too-large" });
  });

  test("a folder that is not there is said in words", async () => {
    const reader = createFolderReader({ ...sourceOf(createRegistry()), url: "/nonexistent/flows" });
    await expect(reader.readFlows()).rejects.toMatchObject({
      code: "registry-source-invalid",
      message: "The folder /nonexistent/flows of the registry local cannot be read: there is no such folder.",
    });
  });

  test("does not take a configuration that cannot be read for none", async () => {
    const registry = createRegistry();
    registry.write(".github/flow-tagbot.yml", "tag: [");
    await expect(createFolderReader(sourceOf(registry)).readFlows()).rejects.toMatchObject({ code: "registry-config-invalid" });
  });
});

test("readInside refuses links, pipes and folders", async () => {
  const registry = createRegistry();
  registry.write("file", "x");
  registry.link("link", "file");
  execFileSync("mkfifo", [join(registry.dir, "pipe")]);
  expect((await readInside(join(registry.dir, "file"), "file", 10)).toString()).toBe("x");
  await expect(readInside(join(registry.dir, "link"), "link", 10)).rejects.toMatchObject({ code: "ELOOP" });
  await expect(readInside(join(registry.dir, "pipe"), "pipe", 10)).rejects.toMatchObject({ code: "version-file-missing" });
  await expect(readInside(registry.dir, "folder", 10)).rejects.toMatchObject({ code: "version-file-missing" });
});

test("noCommits names the registry", () => {
  expect(noCommits({ name: "local", type: "path", url: "/x", id: "x", root: null }).message).toContain("local");
});

test("nobody is told to use a commit or a tag of a folder", () => {
  const problem = {
    code: "registry-config-invalid",
    severity: "error",
    path: "x",
    line: 1,
    message: "m",
    fix: "A full commit id works.",
  } as const;
  expect(folderProblem(problem)).toEqual({ ...problem, fix: "Correct the file." });
  expect(folderProblem({ ...problem, code: "flow-unknown" }).fix).toBe(problem.fix);
});
