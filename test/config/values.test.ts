import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dependencyProblem,
  labelProblem,
  normalPath,
  pathProblem,
  renderTitle,
  rootsProblems,
  templateSource,
  titleProblem,
} from "../../src/config/values.ts";

describe("paths", () => {
  test.each([
    ["a/b/", "a/b"],
    ["./a", "a"],
    [".", ""],
    ["./", ""],
    ["", ""],
    ["a", "a"],
  ])("%j is %j", (path, normal) => {
    expect(pathProblem(path)).toBeNull();
    expect(normalPath(path)).toBe(normal);
  });
  test.each([".//a", "a//b", "/a", "././/a", "a/./b"])("%j is no path in the repository", (path) => {
    expect(pathProblem(path)).not.toBeNull();
  });
  test("what passes stays in the repository and is normal after one round", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b.c", ".", "..", "/", "\\", ".git", "\n", " "), { maxLength: 8 }), (parts) => {
        const path = parts.join("");
        fc.pre(pathProblem(path) === null);
        const normal = normalPath(path);
        expect(normalPath(normal)).toBe(normal);
        expect(posix.join("/repository/", normal)).toBe(`/repository/${normal}`);
        expect(normal).not.toMatch(/^\/|\/$|\/\/|(^|\/)\.{1,2}(\/|$)/);
      }),
    );
  });
});

test("roots inside or equal to another are at fault, siblings with a common start are not", () => {
  const indexes = (paths: readonly string[]): readonly number[] => rootsProblems(paths).map(({ index }) => index);
  expect(indexes(["a", "ab", "b/a", "b/c"])).toEqual([]);
  expect(indexes(["a", "a/b", "c", "c"])).toEqual([1, 3]);
  expect(indexes(["a/b", "a", ""])).toEqual([1, 2]);
});

describe("titles", () => {
  test("a placeholder is replaced by its part, also where a part looks like one", () => {
    expect(renderTitle("{flow} {version} ({tag})", { flow: "{tag}", version: "1.0.0", tag: "x" })).toBe("{tag} 1.0.0 (x)");
  });
  test.each(["", "x", "{flow}", "{version} {name}", "{version}\n", "{{version}}", `{version}${"x".repeat(120)}`])(
    "%j is refused",
    (title) => {
      expect(titleProblem(title)).not.toBeNull();
    },
  );
});

test.each([
  [".github/notes.md", { kind: "path", path: ".github/notes.md" }],
  ["./notes.md", { kind: "path", path: "notes.md" }],
  ["{{ flow }}", { kind: "text", text: "{{ flow }}" }],
  ["{% if x %}", { kind: "text", text: "{% if x %}" }],
  ["a\nb", { kind: "text", text: "a\nb" }],
] as const)("the template %j is %j", (template, source) => {
  expect(templateSource(template)).toEqual(source);
});

test.each([
  ["prompts/{id}/base/{version}.yml", true],
  ["prompts/{id}-{version}", true],
  ["prompts/{id}.yml", false],
  ["{id}/{id}/{version}", false],
  ["../{id}/{version}", false],
  ["{id}/{version}/{flow}", false],
])("the place %j of dependencies is good: %j", (template, good) => {
  expect(dependencyProblem(template) === null).toBe(good);
});

test.each([
  ["released", true],
  ["good first issue", true],
  ["", false],
  [" x", false],
  ["a,b", false],
  ["x".repeat(51), false],
])("the label %j is good: %j", (name, good) => {
  expect(labelProblem(name) === null).toBe(good);
});
