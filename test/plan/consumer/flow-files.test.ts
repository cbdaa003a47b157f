import { describe, expect, test } from "vitest";
import { allFiles, followFiles, namedPaths, startFiles, type FilesOf } from "../../../src/plan/consumer/flow-files.ts";
import { files, link } from "../../registry/entries.ts";
import type { TreeEntry } from "../../../src/model/tree-entry.ts";

/** The files that a version is found to use, when all are read that have to be. */
function collect(
  texts: Readonly<Record<string, string>>,
  path: string,
  layout: FilesOf,
  more: readonly TreeEntry[] = [],
): readonly string[] {
  const entries = [...files(...Object.keys(texts)), ...more];
  const file = entries.find((entry) => entry.path === path);
  if (file === undefined) throw new Error("no file");
  let found = startFiles(entries, file, layout);
  while (found.open.length > 0)
    found = followFiles(found, new Map(entries.map((entry) => [entry.oid, Buffer.from(texts[entry.path] ?? "")])));
  return allFiles(found).map((entry) => entry.path);
}

describe("the files of a version", () => {
  test("are those that it names below its folder, and those that these name", () => {
    const texts = {
      "f/a/1.0.0.yml":
        "prompt: prompts/b.md\nmore: !include parts/x.yml\nup: ../b/1.0.0.yml\nother: 1.1.0.yml\nlink: l.md\nnone: nothing.md\n",
      "f/a/1.1.0.yml": "a: 1\n",
      "f/a/prompts/b.md": "parts/unused.md",
      "f/a/parts/x.yml": "deeper: y.yml\n",
      "f/a/parts/y.yml": "deepest: z.yml\n",
      "f/a/parts/z.yml": "",
      "f/a/parts/unused.md": "",
      "f/b/1.0.0.yml": "",
    };
    expect(collect(texts, "f/a/1.0.0.yml", "versions", [link("f/a/l.md")])).toEqual([
      "f/a/1.0.0.yml",
      "f/a/parts/x.yml",
      "f/a/parts/y.yml",
      "f/a/prompts/b.md",
    ]);
  });

  test("are all of its folder for a flow of index.yaml, and what it names at the top of the registry", () => {
    const texts = { "w/qa.yaml": "a: 1\n", "w/p.md": "", "w/deep/q.md": "", "x.md": "" };
    expect(collect(texts, "w/qa.yaml", "index", [link("w/l.md")])).toEqual(["w/qa.yaml", "w/deep/q.md", "w/p.md"]);
    expect(collect({ "qa.yaml": "a: x/p.md\nb: ../y.md\n", "x/p.md": "", "x/q.md": "" }, "qa.yaml", "index")).toEqual([
      "qa.yaml",
      "x/p.md",
    ]);
  });

  test("are none for a version at the top, for a file alone, and for what is no YAML", () => {
    expect(collect({ "1.0.0.yml": "a: p.md\n", "p.md": "" }, "1.0.0.yml", "versions")).toEqual(["1.0.0.yml"]);
    expect(collect({ "a/1.0.0.yml": "a: p.md\n" }, "a/1.0.0.yml", "versions")).toEqual(["a/1.0.0.yml"]);
    expect(collect({ "a/1.0.0.yml": "a: [p.md\n", "a/p.md": "" }, "a/1.0.0.yml", "versions")).toEqual(["a/1.0.0.yml"]);
  });
});

test("namedPaths reads a file at the top as one in a folder", () => {
  expect(namedPaths("a: x/p.md\nb: ../q.md\n", "qa.yaml", "")).toEqual(["x/p.md"]);
  expect(namedPaths("a: [", "qa.yaml", "")).toEqual([]);
});
