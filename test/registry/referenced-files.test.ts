import { expect, test } from "vitest";
import { findPaths, foldersWithOthers, mayBeReferenced, mayName } from "../../src/registry/referenced-files.ts";
import { parseYaml } from "../../src/registry/parse-yaml.ts";

function pathsIn(text: string, file = "flows/a/1.0.0.yml"): readonly string[] {
  const parsed = parseYaml(text);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return findPaths(parsed.root, file, "flows/a");
}

test.each([
  ["plain text", "prompt: system.md", ["flows/a/system.md"]],
  ["a folder below, with a dot", "prompt: ./prompts/system.md", ["flows/a/prompts/system.md"]],
  ["a tag", "prompt: !file prompts/system.md\nother: !include b.yml", ["flows/a/prompts/system.md", "flows/a/b.yml"]],
  ["lists, maps and aliases, each once", "a: &x [{ f: x.md }]\nb: *x\nc: x.md", ["flows/a/x.md"]],
  ["a way out and back in", "f: ../a/x.md", ["flows/a/x.md"]],
])("a reference may be %s", (_, text, expected) => {
  expect(pathsIn(text)).toEqual(expected);
});

test.each([
  ["leaves the folder", "../b/x.md"],
  ["leaves the repository", "../../../x.md"],
  ["is absolute", "/flows/a/x.md"],
  ["is an address", "https://example.com/x.md"],
  ["ends in a slash", "prompts/"],
  ["is the folder itself", "."],
  ["is a folder whose name begins like the flow's", "../ab/x.md"],
  ["is a version file", "1.1.0.yml"],
  ["is a version file of a flow further down", "sub/2.0.0.yaml"],
  ["is the notes of a version", "1.0.0.md"],
  ["has a backslash", "prompts\\\\x.md"],
  ["has a line feed", "x.md\\n"],
  ["is too long", "x".repeat(301)],
  ["is empty", ""],
])("a text that %s is no reference", (_, text) => {
  expect(pathsIn(`f: "${text}"`)).toEqual([]);
});

test("paths are read from the folder of the file that has them", () => {
  expect(pathsIn("f: x.md\ng: ../y.md\nh: ../../b/z.md", "flows/a/prompts/all.yml")).toEqual(["flows/a/prompts/x.md", "flows/a/y.md"]);
});

test("numbers and keys are no paths, and a file does not reference itself", () => {
  expect(pathsIn("1: 2\nx.md: true\nf: all.yml", "flows/a/all.yml")).toEqual([]);
});

test("versions and their notes are no files that versions use", () => {
  const names = ["1.0.0.yml", "1.0.0.md", "1.0.0-rc.1.yaml", "README.md", "prompts", "v1.md", "1.0.yml"];
  expect(names.filter(mayBeReferenced)).toEqual(["README.md", "prompts", "v1.md", "1.0.yml"]);
});

test.each([
  ["f: prompts/x.md", ["prompts"], true],
  ["f: nothing", ["prompts", "README.md"], false],
  ["f: my\n  file.md", ["my file.md"], true],
  ['f: "\\x70rompts/x.md"', ["prompts"], true],
  ['f: "\\x70rompts/x.md"', [], false],
])("whether %j may name one of %j is %j", (text, names, expected) => {
  expect(mayName(text, names)).toBe(expected);
});

test("folders with other files are known from the tree, however deep these are", () => {
  const paths = ["flows/a/1.0.0.yml", "flows/a/1.0.0.md", "flows/b/1.0.0.yml", "flows/b/prompts/deep/x.md", "README.md", "flows/c/all.yml"];
  const entries = paths.map((path) => ({ mode: "100644", oid: "", path }));
  const versions = new Set(["flows/a/1.0.0.yml", "flows/b/1.0.0.yml"]);
  expect([...foldersWithOthers(entries, versions)].toSorted()).toEqual([
    "flows",
    "flows/b",
    "flows/b/prompts",
    "flows/b/prompts/deep",
    "flows/c",
  ]);
});
