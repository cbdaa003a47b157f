import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/plan/consumer/head-view.ts";
import { checkFile, findVersionFiles, locateFile, type Wanted } from "../../../src/plan/consumer/locate-file.ts";
import { files, link, submodule } from "../../registry/entries.ts";

const WANTED: Wanted = { flow: "a", version: "1.0.0", root: null, folder: null, tagMessage: null, place: "the tag a-v1.0.0" };
const ROOTED = {
  ...DEFAULT_SETTINGS,
  roots: [
    { path: "dev", tag: "{flow}" },
    { path: "prod", tag: "{flow}" },
  ],
};

describe("locateFile", () => {
  const ROWS: readonly (readonly [string, readonly string[], Partial<Wanted>, typeof DEFAULT_SETTINGS, string])[] = [
    [
      "the tag's message decides",
      ["dev/a/1.0.0.yml", "old/a/1.0.0.yml"],
      { tagMessage: "a\n\nFlow-Path: old/a/1.0.0.yml\n" },
      ROOTED,
      "old/a/1.0.0.yml",
    ],
    [
      "a path that the message names and that is not there does not",
      ["dev/a/1.0.0.yml"],
      { tagMessage: "a\n\nFlow-Path: x/a/1.0.0.yml\n" },
      ROOTED,
      "dev/a/1.0.0.yml",
    ],
    ["then the flow's own folder", ["dev/a/1.0.0.yml", "prod/a/1.0.0.yml"], { folder: "prod/a" }, ROOTED, "prod/a/1.0.0.yml"],
    ["then the roots", ["dev/a/1.0.0.yaml", "x/a/1.0.0.yml"], {}, ROOTED, "dev/a/1.0.0.yaml"],
    ["then any folder of the name", ["x/a/1.0.0.yml", "x/ba/1.0.0.yml", "a/b/1.0.0.yml"], {}, ROOTED, "x/a/1.0.0.yml"],
    ["of the asked root only", ["dev/a/1.0.0.yml", "prod/a/1.0.0.yml"], { root: "prod" }, ROOTED, "prod/a/1.0.0.yml"],
    [
      "build metadata is a part of the name",
      ["a/1.0.0.yml", "a/1.0.0+b.1.yml"],
      { version: "1.0.0+b.1" },
      DEFAULT_SETTINGS,
      "a/1.0.0+b.1.yml",
    ],
  ];

  test.each(ROWS)("%s", (_, paths, wanted, settings, found) => {
    expect(locateFile(files(...paths), { ...WANTED, ...wanted }, settings).path).toBe(found);
  });

  test("what is no file, or not there, or there twice, is not guessed at", () => {
    const codes = [
      [link("a/1.0.0.yml")],
      [submodule("a/1.0.0.yml")],
      files("a/1.0.1.yml"),
      files("b/a.yml"),
      files("a/1.0.0.yml", "a/1.0.0.yaml"),
      files("x/a/1.0.0.yml", "y/a/1.0.0.yml"),
    ].map((entries) => {
      try {
        return locateFile(entries, WANTED, DEFAULT_SETTINGS).path;
      } catch (error) {
        return error instanceof Error && "code" in error ? error.code : error;
      }
    });
    expect(codes).toEqual([...Array.from({ length: 4 }, () => "version-file-missing"), "flow-ambiguous", "flow-ambiguous"]);
  });
});

test("checkFile takes YAML files only", () => {
  const [yaml, text] = files("a.YAML", "a.txt");
  if (yaml === undefined || text === undefined) throw new Error("no files");
  expect(checkFile(yaml, "here")).toBe(yaml);
  expect(() => checkFile(text, "here")).toThrow(/a\.txt is no YAML file/);
});

test("findVersionFiles gives none where there is none", () => {
  expect(findVersionFiles(files("b/1.0.0.yml"), WANTED, DEFAULT_SETTINGS)).toEqual([]);
});
