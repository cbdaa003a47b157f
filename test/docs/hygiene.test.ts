import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFiles, ROOT } from "./pages.ts";

/** A folder of one machine; `someone` and GitHub's `runner` are nobody in particular. */
const MACHINE = /(?<![\w.~$}/*-])\/(?:(?:home|Users)\/(?!(?:someone|runner)\b)|root\/|work\/|mnt\/|opt\/)\w|\b[A-Z]:\\(?:Users|work)\b/;
const REGISTRY = /\b(?:registry\.)?(?:npmjs|yarnpkg|pypi|rubygems|crates|jsr)\.(?:org|com|io)\b/;

/** Text of the project's own making; the bundle quotes what others wrote. */
const TEXTS = projectFiles()
  .filter((path) => !path.startsWith("dist/"))
  .map((path) => ({ path, bytes: readFileSync(join(ROOT, path)) }))
  .filter(({ bytes }) => !bytes.includes(0))
  .map(({ path, bytes }) => ({ path, lines: bytes.toString("utf8").split("\n") }));

function linesWith(pattern: RegExp): readonly string[] {
  return TEXTS.flatMap(({ path, lines }) => lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])));
}

describe("files of the project", () => {
  test("name no folder of one machine", () => {
    expect(linesWith(MACHINE)).toEqual([]);
  });
  test("name no host of a package registry", () => {
    expect(linesWith(REGISTRY)).toEqual([]);
  });
  test.each([
    ["x /home/", "ada/y"],
    ['"/Users/', 'ada"'],
    ["C:\\", "Users\\ada"],
  ])("%s%s is a folder of one machine", (start, end) => {
    expect(start + end).toMatch(MACHINE);
  });
  test.each([
    ["https://registry.npmjs", ".org/x"],
    ["pypi", ".org"],
  ])("%s%s is a package registry", (start, end) => {
    expect(start + end).toMatch(REGISTRY);
  });
  test.each(["https://example.com/home/x", "/home/someone/x", "flows/work/1.0.0.yml"])("%s is neither", (text) => {
    expect(text).not.toMatch(MACHINE);
    expect(text).not.toMatch(REGISTRY);
  });
});
