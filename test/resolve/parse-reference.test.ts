import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { renderReference } from "../../src/resolve/render-reference.ts";
import { caught } from "../caught.ts";
import { readPage } from "../docs/pages.ts";
import { plain, readTable } from "./tables.ts";

const nothing = (): boolean => false;

function refusal(text: string, exists: (path: string) => boolean = nothing): Failure {
  const error = caught(() => parseReference(text, exists));
  if (error instanceof Failure) return error;
  throw new Error("something else was thrown", { cause: error });
}

describe("a reference to a flow", () => {
  test.each([
    ["qa-bot", "qa-bot", "default", "", "default"],
    ["qa-bot@", "qa-bot", "default", "", "default"],
    ["qa-bot@#abc1234", "qa-bot", "default", "", "commit"],
    ["chat/agent#1.0.0", "chat/agent", "default", "", "version"],
    ["qa-bot@team#^1.2", "qa-bot", "name", "@team", "range"],
    ["qa-bot@v1", "qa-bot", "name", "@v1", "default"],
    ["qa-bot@latest", "qa-bot", "name", "@latest", "default"],
    ["qa-bot@owner/repo#main", "qa-bot", "address", "@owner/repo", "name"],
    ["qa-bot@Git.Example:8443/Group/Sub/repo#main", "qa-bot", "address", "@git.example:8443/Group/Sub/repo", "name"],
    ["qa-bot@[::1]:80/a/b", "qa-bot", "address", "@[::1]:80/a/b", "default"],
    ["qa-bot@1.2.0", "qa-bot", "default", "", "version"],
    ["qa-bot@v1.2.0", "qa-bot", "default", "", "version"],
    ["qa-bot@^1.2", "qa-bot", "default", "", "range"],
    ["qa-bot@>=1 <2", "qa-bot", "default", "", "range"],
    ["qa-bot#refs/heads/user@fix#2", "qa-bot", "default", "", "full"],
  ])("%s", (text, flow, registry, place, ref) => {
    const reference = parseReference(text, nothing);
    expect(reference).toMatchObject({ kind: "flow", flow, registry: { kind: registry }, ref: { kind: ref } });
    expect(renderReference(reference)).toContain(`${flow}${place}`);
  });
});

describe("a file", () => {
  test.each(["./flows/x.yml", "../x.yml", "/srv/x.yml", ".", "C:\\flows\\x.yml", "c:/x.yml", "./größe #1@2.yml"])(
    "%s is known by its beginning",
    (path) => {
      expect(parseReference(path, nothing)).toEqual({ kind: "file", path });
    },
  );

  test("is what exists, even if a flow could have the name", () => {
    const exists = (path: string): boolean => path === "flows/x.yml" || path === "qa-bot#1";
    expect(parseReference("flows/x.yml", exists)).toEqual({ kind: "file", path: "flows/x.yml" });
    expect(parseReference("qa-bot#1", exists)).toEqual({ kind: "file", path: "qa-bot#1" });
    expect(parseReference("flows/y.yml", exists)).toMatchObject({ kind: "flow", flow: "flows/y.yml" });
  });

  test.each(["", "a\u0000b", "x".repeat(1001)])("%j is never asked for", (text) => {
    const asked = (): boolean => {
      throw new Error("asked");
    };
    expect(refusal(text, asked).code).toBe("reference-invalid");
  });
});

describe("a refused reference", () => {
  const rows = readTable("docs/references.md", "| Reference | Column | Fix |").map(([text = "", column = "", fix = ""]) => [
    plain(text),
    column,
    fix,
  ]);

  test.each(rows)("%s is wrong at column %s, and the fix is %s", (text = "", column = "", fix = "") => {
    const { message, problems } = refusal(text);
    expect(message).toContain(`"${text}" cannot be read, column ${column}: `);
    expect(problems[0].fix).toMatch(fix === "" ? /^(?!Write `qa-bot|Write `chat)/ : /^Write `/);
    if (fix !== "") expect(problems[0].fix).toBe(`Write ${fix}.`);
  });

  test("is given a fix that is a reference", () => {
    const fixes = rows.map(([, , fix = ""]) => plain(fix)).filter((fix) => fix !== "");
    expect(fixes.length).toBeGreaterThan(10);
    for (const fix of fixes) expect(parseReference(fix, nothing).kind).toBe("flow");
  });

  test.each([
    [" qa-bot", 1, "`qa-bot`"],
    ["qa-bot#^1.2 ", 12, "`qa-bot#^1.2`"],
    ["qa-bot\n", 7, "`qa-bot`"],
    ["qa-bot# main", 8, "`qa-bot#main`"],
    ["q\u202ea", 2, "letters"],
    ["qa#x\u200by", 5, "branch"],
    ["😀😀/ü#1", 1, "letters"],
    ["qa#😀 b", 5, "branch"],
    ["qa@-x", 4, "starts with a letter"],
    ["qa@1234567", 4, "follows `#`"],
    ["qa@git.example:99999/a/b", 4, "`owner/repo`"],
    ["qa@git.example/a/..", 18, "`owner/repo`"],
    ["~/x.yml", 1, "`./`"],
    ["lock.lock.lock", 10, "letters"],
  ])("%j is wrong at column %d", (text, column, fix) => {
    const { code, message, problems } = refusal(text);
    expect(code).toBe("reference-invalid");
    expect(message).toContain(`, column ${column}: `);
    expect(problems[0].fix).toContain(fix);
  });

  test.each([
    ["a megabyte of letters", "x".repeat(1_000_000)],
    ["a megabyte of marks", "@#".repeat(500_000)],
    ["a megabyte of spaces", `qa#${" ".repeat(1_000_000)}`],
    ["many alternatives", `qa#${"1||".repeat(300)}`],
    ["a long word in a range", `qa#>=1.0.0-${"a.".repeat(400)}`],
    ["numbers that no version has", `qa#>=${"9".repeat(150)}`],
    ["escape sequences", "\u001b[31mqa\u001b]0;x\u0007"],
    ["lone surrogates", "\ud800\udc00\ud800"],
  ])("with %s has one short and visible message", (_, text) => {
    const { message, problems } = refusal(text);
    expect(problems).toHaveLength(1);
    expect(message.length).toBeLessThan(250);
    expect(message).not.toMatch(/\p{C}/u);
  });
});

test("the grammar of the page is the one above the parser", () => {
  const [, grammar = ""] = /```ebnf\n([^]*?)\n```/.exec(readPage("docs/references.md").text) ?? [];
  const comment = readPage("src/resolve/parse-reference.ts").text.replaceAll(/^ \* {3}/gm, "");
  expect(grammar.split("\n").length).toBeGreaterThan(10);
  expect(comment).toContain(grammar);
});
