import { expect, test } from "vitest";
import { isFile, isFolder, parseTree } from "../../src/git/parse-tree.ts";
import { readObjects } from "../../src/git/read-objects.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test.each(["sha1", "sha256"] as const)("a tree is read as git lists it, with %s", async (objectFormat) => {
  const registry = createRegistry({ objectFormat });
  registry.write("a b.md", "a");
  registry.write("ü/x.md", "x");
  registry.write("tool.sh", "#!/bin/sh\n");
  registry.chmod("tool.sh", 0o755);
  registry.link("link", "a b.md");
  registry.commit("root");
  const [tree] = await readObjects(openGit(registry.dir), ["HEAD^{tree}"]);
  const entries = parseTree(tree);
  const listed = registry.git("ls-tree", "-z", "HEAD").split("\0").slice(0, -1);
  expect(
    entries.map(({ mode, name, oid }) => `${mode.padStart(6, "0")} ${isFolder({ mode, name, oid }) ? "tree" : "blob"} ${oid}\t${name}`),
  ).toEqual(listed);
  expect(entries.filter(isFile).map(({ name }) => name)).toEqual(["a b.md", "tool.sh"]);
});

test("what is no tree has no entries, and one that is cut off cannot be read", () => {
  expect(parseTree(null)).toEqual([]);
  expect(parseTree({ oid: "a".repeat(40), type: "blob", content: Buffer.from("100644 a\0") })).toEqual([]);
  for (const text of ["100644 a", "100644 a\0", "100644"])
    expect(() => parseTree({ oid: "a".repeat(40), type: "tree", content: Buffer.from(text) })).toThrow("cannot be read");
});
