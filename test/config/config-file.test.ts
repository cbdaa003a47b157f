import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseConfigFile } from "../../src/config/config-file.ts";

const PATH = ".github/flow-tagbot.yml";

/** Code and line of every problem; empty for a good file. */
function findings(text: string): readonly (readonly [string, number | null])[] {
  const result = parseConfigFile(text, PATH);
  return result.ok ? [] : result.problems.map(({ code, line }) => [code, line] as const);
}

describe("a good file", () => {
  test.each(["", "\n", "# nothing\n", "---\n", "{}"])("%j sets nothing", (text) => {
    expect(parseConfigFile(text, PATH)).toEqual({ ok: true, value: {} });
  });
  test("gives every key", () => {
    const text = `\ufeffroots:
  - path: ./flows/
  - path: lab/flows
    tag: "lab-{flow}-v{version}"
tag: "{flow}/v{version}"
branch: release/1.x
target: introduced
prerelease: [rc, Beta]
latest: code_review
title: "{flow} at {version}"
template: |
  # {{ flow }}
notes: conventional
draft: true
tags-per-push: 3
`;
    expect(parseConfigFile(text, PATH)).toEqual({
      ok: true,
      value: {
        roots: [{ path: "flows" }, { path: "lab/flows", tag: "lab-{flow}-v{version}" }],
        tag: "{flow}/v{version}",
        branch: "release/1.x",
        target: "introduced",
        prerelease: ["rc", "Beta"],
        latest: "code_review",
        title: "{flow} at {version}",
        template: "# {{ flow }}\n",
        notes: "conventional",
        draft: true,
        "tags-per-push": 3,
      },
    });
  });
  test.each([".", "./", ""])("the root %j is the whole repository", (path) => {
    expect(parseConfigFile(stringify({ roots: [{ path }] }), PATH)).toEqual({ ok: true, value: { roots: [{ path: "" }] } });
  });
  test("may use aliases", () => {
    expect(parseConfigFile('tag: &tag "{flow}-{version}"\nroots: [{path: a, tag: *tag}]', PATH)).toMatchObject({
      ok: true,
      value: { roots: [{ tag: "{flow}-{version}" }] },
    });
  });
});

describe("YAML that cannot be read", () => {
  test.each([
    ["branch: [\n", 2],
    ["branch: a\nbranch: b\n", 2],
    ["branch: a\n---\nbranch: b\n", 2],
    ["\n? [a]\n: b\n", 2],
    ["tag: !!js/function 'x'\n", 1],
    ["%YAML 9.9\n---\nbranch: a\n", 1],
    ["branch: *nowhere\n", null],
  ])("%j is a syntax problem with its line", (text, line) => {
    expect(findings(text)[0]).toEqual(["config-syntax", line]);
  });
  test("an alias bomb does not explode", () => {
    const levels = Array.from(
      { length: 8 },
      (_, at) =>
        `k${at}: &k${at} [${Array(9)
          .fill(at === 0 ? "x" : `*k${at - 1}`)
          .join(",")}]`,
    );
    expect(findings(levels.join("\n"))).toEqual([["config-syntax", null]]);
  });
  test.each(["[", "{a: ", "- "])("thousands of nested %j neither overflow the stack nor flood the report", (opening) => {
    const found = findings(opening.repeat(32_000 / opening.length));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(10);
  });
  test("a file that is too long is not parsed", () => {
    expect(findings(`# ${"x".repeat(40_000)}`)).toEqual([["config-invalid", null]]);
  });
});

describe("values that are not valid", () => {
  test.each([
    "roots: []",
    "roots: flows",
    "roots: [flows]",
    "roots: [{}]",
    "roots: [{path: ../x}]",
    "roots: [{path: a/../b}]",
    "roots: [{path: /a}]",
    "roots: [{path: 'a\\b'}]",
    "roots: [{path: 'C:/a'}]",
    "roots: [{path: a//b}]",
    "roots: [{path: a/./b}]",
    "roots: [{path: .git}]",
    "roots: [{path: 1}]",
    "roots: [{path: a, tag: '{flow}'}]",
    "roots: [{path: a, tags: x}]",
    "tag: '{flow}'",
    "tag: 1.10",
    "branch:",
    "branch: refs/heads/main",
    "branch: -x",
    "target: contents",
    "prerelease: rc",
    "prerelease: [rc.1]",
    "prerelease: [rc, RC]",
    "latest: a b",
    "title: release",
    "title: '{flow} {versions}'",
    "title: ''",
    "template: ''",
    "template: ../secret",
    "notes: none",
    "draft: yes",
    "tags-per-push: 0",
    "tags-per-push: 1.5",
    "tags-per-push: '3'",
    "[]",
    "text",
    "1: x",
    "<<: {branch: main}",
    "__proto__: {branch: main}",
    "constructor: x",
    "toString: x",
  ])("%j is one problem of line 1", (text) => {
    expect(findings(text)).toEqual([["config-invalid", 1]]);
  });
  test("all are reported together, in the order of their lines", () => {
    const text =
      "roots:\n  - path: ../x\n    tga: x\n  - path: flows\n  - path: flows/chat\n  - path: flows/\ntarget: foo\nlatset: a\nprerelease:\n  - rc\n  - r-c\n  - RC\n";
    expect(findings(text).map(([, line]) => line)).toEqual([2, 3, 5, 6, 7, 8, 11, 12]);
  });
  test("a problem names the file, the value, the reason and the fix", () => {
    expect(parseConfigFile("latset: chat\ntags-per-push: 0\n", PATH)).toMatchInlineSnapshot(`
      {
        "ok": false,
        "problems": [
          {
            "code": "config-invalid",
            "fix": "Did you mean latest?",
            "line": 1,
            "message": "latset is not a key of the configuration",
            "path": ".github/flow-tagbot.yml",
            "severity": "error",
          },
          {
            "code": "config-invalid",
            "fix": "Write a whole number, at least 1; for example 3",
            "line": 2,
            "message": "tags-per-push is 0: it is less than 1",
            "path": ".github/flow-tagbot.yml",
            "severity": "error",
          },
        ],
      }
    `);
  });
  test("a message never holds a line break of a value or a key", () => {
    const result = parseConfigFile(stringify({ branch: "a\n::error::b", "x\n::error::y": 1 }), PATH);
    expect(result.ok).toBe(false);
    if (!result.ok) for (const { message, fix } of result.problems) expect(message + fix).not.toContain("\n");
  });
});

test("any text gives a value or problems, never an exception", () => {
  const pieces = [
    "roots:",
    "- path: ",
    "  ",
    "\n",
    "tag: ",
    "{flow}",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!",
    "|",
    ">",
    "\t",
    "'",
    '"',
    "#",
    "? ",
    ": ",
    "---",
    "...",
    "%",
    "<<",
    "\u0000",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (words) => {
      const result = parseConfigFile(words.join(""), PATH);
      expect(result.ok || result.problems.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
