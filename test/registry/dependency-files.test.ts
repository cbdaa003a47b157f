import { expect, test } from "vitest";
import { createDependencyTest, dependencyFolder, findDependencyFiles } from "../../src/registry/dependency-files.ts";

test.each([
  ["prompts/{id}/{version}.yml", "prompts"],
  ["a/b-{id}/{version}.yml", "a"],
  ["{id}/{version}.yml", ""],
  ["{version}-{id}.yml", ""],
])("the files of %s lie in %j", (template, folder) => {
  expect(dependencyFolder(template)).toBe(folder);
});

test("versions are listed by id, in their order; an id may have folders, and what only looks alike is left out", () => {
  const paths = ["1.10.0", "1.9.0", "1.9.0-rc.1", "v2.0.0", "1.0", "latest"].map((version) => `prompts/chat/agent/${version}.yml`);
  const others = [
    "prompts/1.0.0.yml",
    "prompts//1.0.0.yml",
    "prompts/a/1.0.0.yaml",
    "xprompts/a/1.0.0.yml",
    "prompts/a+b/1.0.0.yml",
    "promptsXa/1.0.0.yml",
  ];
  expect(findDependencyFiles([...paths, ...others], "prompts/{id}/{version}.yml")).toEqual(
    new Map([
      ["chat/agent", ["1.9.0-rc.1", "1.9.0", "1.10.0"]],
      ["a+b", ["1.0.0"]],
    ]),
  );
  expect(findDependencyFiles(["1.0.0-x.y/(a).json", "1.0.0-x.y/(a)_json"], "{version}/({id}).json")).toEqual(
    new Map([["a", ["1.0.0-x.y"]]]),
  );
});

test("a path is a dependency's where a template with a folder of its own could have made it", () => {
  const isDependency = createDependencyTest(["prompts/{id}/{version}.yml", null, "{id}/{version}.yml"]);
  expect(["prompts/chat/1.0.0.yml", "chat/1.0.0.yml", "prompts/1.0.0.yml"].map(isDependency)).toEqual([true, false, false]);
});
