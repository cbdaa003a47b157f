import { expect, test } from "vitest";
import { guessFiles, guessTag } from "../../../src/plan/consumer/guess.ts";
import { files, link } from "../../registry/entries.ts";
import { tagsOf } from "./published-of.ts";

test("a tag is guessed by the default template, else among the repository's", () => {
  const tags = tagsOf("a-v1.0.0", "a-v1.1.0", "v3.0.0", "v1.0.0", "b-a-v9.0.0");
  const guess = (flow: string, version: string | null): string | undefined =>
    guessTag({ tags }, flow, version === null ? { kind: "default" } : { kind: "version", version }, false)?.tag.name;
  expect([guess("a", null), guess("a", "1.0.0"), guess("a", "3.0.0"), guess("c", null), guess("c", "4.0.0")]).toEqual([
    "a-v1.1.0",
    "a-v1.0.0",
    "v3.0.0",
    "v3.0.0",
    undefined,
  ]);
});

test("the files are the version's own and those that tell how to read the registry; links are none", () => {
  const entries = [
    ...files(".github/flow-tagbot.yml", "index.yaml", "x/a/1.0.0.yml", "x/a/1.1.0.yml", "x/a/2.0.0-rc.1.yml", "y/b/3.0.0.yml"),
    link("x/a/1.2.0.yml"),
  ];
  const guess = (version: string | null, root: string | null = null): readonly string[] =>
    guessFiles(entries, { flow: "a", version, root, tagMessage: null }).map(({ path }) => path);
  expect(guess("1.0.0")).toEqual(["index.yaml", "x/a/1.0.0.yml"]);
  expect(guess("1.2.0")).toEqual(["index.yaml"]);
  expect(guess(null, "y")).toEqual([".github/flow-tagbot.yml", "index.yaml"]);
  expect(
    guessFiles(files("x/a/1.0.0.yml", "x/a/1.1.0.yml", "x/a/2.0.0-rc.1.yml"), { flow: "a", version: null, root: null, tagMessage: null }),
  ).toMatchObject([{ path: "x/a/1.1.0.yml" }]);
});
