import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { CATALOGUE, TOPICS } from "../../src/model/catalogue.ts";
import { CODES, docsAnchor, DOCS_URL, docsUrl, type Code } from "../../src/model/codes.ts";
import { anchorsOf, readPage, ROOT } from "../docs/pages.ts";

const ALL = Object.keys(CODES).filter((name): name is Code => name in CODES);
const PAGE = readPage("docs/errors.md");

/** Each starts like a sentence (or with a name in lower case) and ends like one, with as many backticks as it needs. */
function isSentences(text: string): boolean {
  return /^(?:[A-Z]|flow-tagbot |git |`)[^\n]{20,}[.:?]$/.test(text) && text.split("`").length % 2 === 1 && !/ {2}|undefined/.test(text);
}

describe("every code", () => {
  test.each(ALL)("%s has a headline, a cause and a fix for people who see it for the first time", (code) => {
    const { headline } = CODES[code];
    const { cause, fix } = CATALOGUE[code];
    expect(headline).toMatch(/^(?:[A-Z]|git )[^!\n]{5,80}[^.!\s]$/);
    expect([cause, fix].filter((text) => !isSentences(text))).toEqual([]);
    expect(fix).not.toBe(cause);
  });
  test.each([
    "",
    "Too short.",
    "No end of the whole long sentence",
    "An open `quote in a long sentence.",
    "no capital in a long sentence.",
  ])("%j would not do", (text) => {
    expect(isSentences(text)).toBe(false);
  });
  test("has a headline of its own, so that an annotation's title tells codes apart", () => {
    const headlines = ALL.map((code) => CODES[code].headline);
    expect(headlines.filter((headline, index) => headlines.indexOf(headline) !== index)).toEqual([]);
  });
  test("is in one topic, and in no second one", () => {
    const listed = TOPICS.flatMap(({ explanations }) => Object.keys(explanations));
    expect(listed.toSorted()).toEqual([...ALL].sort());
  });
});

describe("the sources", () => {
  test("give every code to somebody", () => {
    const given = new Set(globSync("src/**/*.ts", { cwd: ROOT }).filter(mayGive).flatMap(givenIn));
    expect(ALL.filter((code) => !given.has(code))).toEqual([]);
  });
  test.each([
    ['throw failure("git-auth", message, fix);', ["git-auth"]],
    ['const block = { code: "tag-clash", message };', ["tag-clash"]],
    ['const code = denied ? "push-denied" : "push-failed";', ["push-denied", "push-failed"]],
    ['const FIXES: Partial<Record<Code, string>> = { "git-auth": "Check the token." };', ["Check the token."]],
    ['if (error.code === "git-auth") return;', []],
    ['switch (code) { case "git-auth": }', []],
    ['type Some = "git-auth";', []],
  ])("a search in `%s` finds %j", (text, found) => {
    expect(literalsOf(text)).toEqual(found);
  });
});

/** The catalogue names all codes, and those who only show them prove nothing. */
function mayGive(path: string): boolean {
  return !/^src\/(?:output|manual)\/|^src\/model\/(?:codes\.ts$|catalogue)/.test(path.replaceAll("\\", "/"));
}

function givenIn(path: string): readonly string[] {
  return literalsOf(readFileSync(join(ROOT, path), "utf8"));
}

/** Texts that the code uses as values: neither names of properties, nor types, nor what something is compared with. */
function literalsOf(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isValue(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isBinaryExpression(parent) || parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}

describe("docs/errors.md", () => {
  test("has a section for every code and for nothing else, with the code itself as its anchor", () => {
    const headings = Array.from(PAGE.text.matchAll(/^### `(.*)`$/gm), ([, heading = ""]) => heading);
    expect(headings.toSorted()).toEqual([...ALL].sort());
    expect(anchorsOf(PAGE).filter((anchor) => ALL.some((code) => code === anchor))).toEqual(headings);
  });
  test("has no two headings that GitHub would give the same anchor", () => {
    const anchors = anchorsOf(PAGE);
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  });
});

describe("where a code is explained", () => {
  test("is the page that the project has, at the code's anchor", () => {
    const [path, anchor] = docsAnchor("push-workflow").split("#");
    expect([path, anchor]).toEqual([PAGE.path, "push-workflow"]);
    expect(docsUrl("push-workflow")).toBe(`${DOCS_URL}#push-workflow`);
  });
  test("is in the repository that the README tells people to use", () => {
    const [, repository] = /uses: ([\w-]+\/[\w-]+)@/.exec(readPage("README.md").text) ?? [];
    expect(DOCS_URL).toBe(`https://github.com/${repository ?? ""}/blob/main/${PAGE.path}`);
  });
});
