import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { parseRegistries } from "../../src/resolve/registries-file.ts";
import { caught } from "../caught.ts";

const PATH = "/home/someone/.config/flow-tagbot/registries.yml";
const PLACES = { folder: "/home/someone/.config/flow-tagbot", home: "/home/someone", serverUrl: "https://github.com" };

/** Code and line of every problem. */
function findings(text: string): readonly (readonly [string, number | null])[] {
  const error = caught(() => parseRegistries(text, PATH, PLACES));
  if (!(error instanceof Failure)) throw error;
  expect(error.problems.every(({ path }) => path === PATH)).toBe(true);
  return error.problems.map(({ code, line }) => [code, line] as const);
}

describe("a good file", () => {
  test("gives registries in their order, with paths that are absolute", () => {
    const text = `# ours
default: team
request-version: 1.0.0
registries:
  team:
    source: acme/flows
    root: ./flows/
  mine: ../my-flows
  inner:
    type: git
    source: git@lab.example:flows.git
`;
    const { entries, ...rest } = parseRegistries(text, PATH, PLACES);
    expect(rest).toEqual({ default: "team", requestVersion: "1.0.0" });
    expect([...entries.values()]).toEqual([
      { name: "team", type: "github", source: "acme/flows", root: "flows" },
      { name: "mine", type: "path", source: "/home/someone/.config/my-flows", root: null },
      { name: "inner", type: "git", source: "git@lab.example:flows.git", root: null },
    ]);
  });

  test.each(["", "\n", "# nothing\n", "{}", "registries:\n", "registries: {}\ndefault:\n", "\ufeffregistries:\n"])(
    "%j has none",
    (text) => {
      expect(parseRegistries(text, PATH, PLACES)).toEqual({ default: null, entries: new Map(), requestVersion: "latest" });
    },
  );
});

describe("a bad file", () => {
  test.each<readonly [string, readonly (readonly [string, number | null])[]]>([
    ["registres: {}", [["registries-invalid", 1]]],
    ["registries:\n  team:\n    source: a/b\n    tokn: x\n", [["registries-invalid", 4]]],
    ["registries:\n  team:\n    type: git\n", [["registries-invalid", 3]]],
    ["registries:\n  team:\n", [["registries-invalid", 2]]],
    ["registries:\n  team: 12\n", [["registries-invalid", 2]]],
    ["registries: [a/b]\n", [["registries-invalid", 1]]],
    ["just text", [["registries-invalid", 1]]],
    ["default: team\n", [["registries-invalid", 1]]],
    ["registries:\n  a: a/b\ndefault: 1.5\n", [["registries-invalid", 3]]],
    ["registries:\n  a:\n    source: a/b\n    type: hg\n", [["registries-invalid", 4]]],
    ["registries:\n  a:\n    source: a/b\n    root: ../x\n", [["registries-invalid", 4]]],
    ["registries:\n  '..': a/b\n", [["registry-name-invalid", 2]]],
    [
      "registries:\n  team: a/b\n  Team: a/c\n",
      [
        ["registry-name-invalid", 2],
        ["registry-name-invalid", 3],
      ],
    ],
    ["registries:\n  a: a/b\n  b: https://x:y@h/a/b\n", [["registry-source-invalid", 3]]],
    ["registries:\n  a: a/b\n  a: a/c\n", [["registries-invalid", 3]]],
    ["registries:\n  - {", [["registries-invalid", 2]]],
    ["registries: *gone", [["registries-invalid", null]]],
    ["a: b\n---\nc: d\n", [["registries-invalid", 2]]],
    [`# ${"x".repeat(300_000)}`, [["registries-invalid", null]]],
  ])("%# is refused with its lines", (text, expected) => {
    expect(findings(text)).toEqual(expect.arrayContaining([...expected]));
  });

  test("has all its problems told at once, in the order of lines", () => {
    expect(findings("default: x\nregistries:\n  con: a/b\n  ok:\n    source: nowhere\nother: 1\n")).toEqual([
      ["registries-invalid", 1],
      ["registry-name-invalid", 3],
      ["registry-source-invalid", 5],
      ["registries-invalid", 6],
    ]);
  });

  test("that multiplies by aliases is refused", () => {
    const rows = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`).join("\n");
    expect(findings(`a0: &a0 [x]\n${rows}\n`)[0]?.[0]).toBe("registries-invalid");
  });
});
