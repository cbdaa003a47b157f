import { describe, expect, it } from "vitest";
import { loadNunjucks } from "../../src/notes/nunjucks-parts.ts";
import { isReserved, parseTemplate, toTemplatePath } from "../../src/notes/template-ast.ts";

const nunjucks = await loadNunjucks();

describe("parseTemplate", () => {
  it("gives references with their lines", () => {
    const { references } = parseTemplate(nunjucks, "t", 'a\n{% include "b" ignore missing %}\n{% import "c" as c %}');
    expect(references).toEqual([
      { name: "b", line: 2, optional: true },
      { name: "c", line: 3, optional: false },
    ]);
  });

  it.each([
    ["{{ x.constructor }}", 1],
    ["\n{{ x['__proto__'] }}", 2],
    ["\n\n{% set prototype = 1 %}", 3],
    ['{{ 1 is "odd" }}', 1],
    ["{{ r/x/ }}", 1],
    ["{% ifAsync x %}{% endif %}", 1],
    ["{{ x'y }}", 1],
    ["{{ {hasOwnProperty: 1} }}", 1],
  ])("refuses %j", (text, line) => {
    expect(() => parseTemplate(nunjucks, "t", text)).toThrow(expect.objectContaining({ template: "t", line }));
  });

  it("parses nesting as deep as a template may choose, or says that it cannot", () => {
    const deep = `${"{% if x %}".repeat(500)}${"{% endif %}".repeat(500)}`;
    expect(parseTemplate(nunjucks, "t", deep).references).toEqual([]);
    expect(() => parseTemplate(nunjucks, "t", `{{ ${"(".repeat(100_000)} }}`)).toThrow(expect.objectContaining({ name: "TemplateFault" }));
  });
});

describe("toTemplatePath", () => {
  it.each([
    ["a.md", "a.md"],
    ["./a/b.md", "a/b.md"],
    ["../a", null],
    ["a/../b", null],
    ["/a", null],
    ["a//b", null],
    ["a\\b", null],
    ["c:a", null],
    ["", null],
    ["./", null],
    ["a\u0000", null],
  ])("gives %j as %j", (name, path) => {
    expect(toTemplatePath(name)).toBe(path);
  });
});

describe("isReserved", () => {
  it.each([
    ["constructor", true],
    ["__proto__", true],
    ["toString", true],
    ["prototype", true],
    ["caller", false],
    ["version", false],
  ])("is for %s %s", (name, reserved) => {
    expect(isReserved(name)).toBe(reserved);
  });
});
