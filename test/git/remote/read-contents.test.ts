import { expect, test } from "vitest";
import { checkCount, readContents } from "../../../src/git/remote/read-contents.ts";
import { toBlobId } from "../../../src/model/object-id.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { TreeEntry } from "../../../src/model/tree-entry.ts";
import { caught } from "../../caught.ts";
import { createRegistry } from "../../support/registry.ts";
import { openStage } from "./stage.ts";

function entry(path: string, oid: string): TreeEntry {
  return { mode: "100644", oid, path };
}

test.each(["sha1", "sha256"] as const)("contents are read, and checked against ids of %s", async (objectFormat) => {
  const registry = createRegistry({ objectFormat });
  const bytes = Buffer.from([0, 255, 10, 13, 0]);
  registry.write("bytes", bytes);
  registry.write("empty", "");
  registry.commit("first");
  const files = ["bytes", "empty"].map((path) => entry(path, registry.blob(path)));
  const contents = await readContents(openStage(registry), [...files, ...files], LIMITS);
  expect(files.map(({ oid }) => contents.get(oid))).toEqual([bytes, Buffer.alloc(0)]);
  for (const [oid, content] of contents) expect(toBlobId(content, oid)).toBe(oid);
});

test.each([
  { what: "a large file", limits: { fileBytes: 9 }, paths: ["ten"], code: "registry-too-large" },
  { what: "files that are large together", limits: { totalBytes: 19 }, paths: ["ten", "other"], code: "registry-too-large" },
  { what: "one content at many paths", limits: { totalBytes: 19 }, paths: ["ten", "ten"], code: "registry-too-large" },
  { what: "a folder", limits: {}, paths: ["folder"], code: "git-failed" },
])("$what is a failure", async ({ limits, paths, code }) => {
  const registry = createRegistry();
  registry.write("ten", "0123456789");
  registry.write("other", "9876543210");
  registry.write("folder/file", "x");
  registry.commit("first");
  const files = paths.map((path) => entry(path, registry.blob(path)));
  await expect(readContents(openStage(registry), files, { ...LIMITS, ...limits })).rejects.toMatchObject({ code });
});

test("what is not there is a failure, and too many files are one before they are asked for", async () => {
  const registry = createRegistry();
  const missing = entry("gone", "1".repeat(40));
  await expect(readContents(openStage(registry), [missing], LIMITS)).rejects.toMatchObject({ code: "git-failed" });
  expect(
    caught(() => {
      checkCount([missing, missing], { ...LIMITS, files: 1 });
    }),
  ).toMatchObject({ code: "registry-too-large" });
});
