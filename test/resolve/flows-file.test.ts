import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { parseFlowsFile } from "../../src/resolve/flows-file.ts";
import { caught } from "../caught.ts";

function problemsOf(text: string): Failure["problems"] {
  const error = caught(() => parseFlowsFile(text, "flows.yml"));
  if (!(error instanceof Failure)) throw error;
  return error.problems;
}

test("each line is a name and a reference; comments and quotes are as in any YAML", () => {
  const text = `# What we run
review: code_review@team#^1.2 # pinned by minor
"qa.bot": 'qa-bot'

own_draft: ./flows/x.yml
any: "chat/agent@git.example.org/acme/flows#>=1 <2"
`;
  expect(
    parseFlowsFile(text, "flows.yml").map(({ name, text: written, line, reference }) => [name, written, line, reference.kind]),
  ).toEqual([
    ["review", "code_review@team#^1.2", 2, "flow"],
    ["qa.bot", "qa-bot", 3, "flow"],
    ["own_draft", "./flows/x.yml", 5, "file"],
    ["any", "chat/agent@git.example.org/acme/flows#>=1 <2", 6, "flow"],
  ]);
});

test("two spellings of one reference have one canonical text", () => {
  const [a, b] = parseFlowsFile("a: qa#v1.2.0\nb: qa#1.2.0\n", "flows.yml");
  expect(a?.canonical).toBe(b?.canonical);
  expect(a?.text).not.toBe(b?.text);
});

test.each(["", "# nothing yet\n", "---\n", "{}\n"])("a list without flows is one: %j", (text) => {
  expect(parseFlowsFile(text, "flows.yml")).toEqual([]);
});

describe("a bad list is refused with the line", () => {
  test.each([
    ["a name twice", "a: qa\nb: qa\na: qb\n", 3, "line 1"],
    ["a number", "a: qa\nb: 12\n", 2, "is no text"],
    ["a boolean", "b: true\n", 1, "is no text"],
    ["a map", "a:\n  reference: qa\n", 1, "is no text"],
    ["a list", "a: [qa]\n", 1, "is no text"],
    ["no reference", "a: qa\nb:\n", 2, "is no text"],
    ["an empty text", 'a: ""\n', 1, "cannot be read"],
    ["text with a tag", "a: !!str qa\n", 1, "tag of YAML"],
    ["an alias", "a: &x qa\nb: *x\n", 1, "anchor"],
    ["a tag of YAML", "a: !secret qa\n", 1, "not valid YAML"],
    ["a reference with two #", "a: qa\n\nb: qa#1#2\n", 3, "cannot be read"],
    ["a range nobody understands", "a: qa#!=1.0.0\n", 1, "cannot be read"],
    ["a name with a slash", "a/b: qa\n", 1, "not valid"],
    ["a name of a folder", "..: qa\n", 1, "not valid"],
    ["a merge key", "<<: qa\n", 1, "not valid"],
    ["a list instead of a map", "- qa\n", 1, "not a map"],
    ["a text instead of a map", "qa\n", 1, "not a map"],
    ["a second document", "a: qa\n---\nb: qa\n", 2, "not valid YAML"],
    ["a tab", "a: qa\n\tb: qa\n", 2, "not valid YAML"],
    ["markers of a merge", "a: qa\n<<<<<<< HEAD\nb: qa\n=======\nc: qa\n>>>>>>> x\n", 2, "merge"],
    ["a ref that YAML takes for a comment", "a: qa\nb: code_review #^1.2\n", 2, "#^1.2 is a comment"],
  ])("%s", (_, text, line, words) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: "flows-file-invalid", line, path: "flows.yml" });
    expect(problem.message).toContain(words);
  });

  test("and all of them are told at once", () => {
    expect(problemsOf("a: 1\nb: qa\nc: qa#1#2\nb: qa\n").map(({ line }) => line)).toEqual([1, 3, 4]);
  });

  test("nesting without end, and a file without end, are one problem each", () => {
    expect(problemsOf("[".repeat(100_000))).toHaveLength(1);
    expect(problemsOf(`#${" ".repeat(400_000)}`)).toMatchObject([{ line: null }]);
  });
});

test("what is written after the space is in the fix", () => {
  expect(problemsOf("b: code_review #^1.2\n")[0].fix).toContain("`b: code_review#^1.2`");
});

test("a name that happens to be a file here is a flow all the same", () => {
  expect(parseFlowsFile("a: package.json\n", "flows.yml")).toMatchObject([{ reference: { kind: "flow", flow: "package.json" } }]);
});
