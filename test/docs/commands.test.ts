import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HELP } from "../../src/entry/help.ts";
import { readPage, blocksOf, markdownPages, ROOT, spansOf } from "./pages.ts";

const COMMANDS = Object.keys(HELP).filter((name) => name !== "program");

const HELP_TEXTS = new Map(
  ["", ...COMMANDS].map((command) => {
    const args = [join(ROOT, "src/entry/command.ts"), ...(command === "" ? [] : [command]), "--help"];
    return [command, execFileSync(process.execPath, args, { encoding: "utf8" })];
  }),
);

/** The flags of a command as its help lists them; "" is the program itself. */
function flagsOf(command: string): ReadonlySet<string> {
  return new Set(Array.from(HELP_TEXTS.get(command)?.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm) ?? [], ([, flag = ""]) => flag));
}

/** What is written after `flow-tagbot` in a shell block or a code span, up to what ends a command. */
function usesOf(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/(?<![\w/.-])flow-tagbot (?=[a-z-])([^\n]*)/g),
    ([, rest = ""]) => rest.split(/ (?:#|>|\||&&) ?/)[0]?.trim() ?? "",
  );
}

function problemOf(use: string): string | null {
  const [first = "", ...rest] = use.replace(/"[^"]*"|'[^']*'/g, "x").split(" ");
  const command = first.startsWith("-") ? "" : first;
  if (command !== "" && !COMMANDS.includes(command)) return `no command ${command}`;
  const known = flagsOf(command);
  const unknown = [first, ...rest].map((word) => word.split("=")[0] ?? "").filter((word) => word.startsWith("--") && !known.has(word));
  return unknown.length === 0 ? null : `no flag ${unknown.join(", ")}`;
}

const PAGES = [...markdownPages(), ...["src/entry/help.ts", "Dockerfile"].map(readPage)];
const USES = PAGES.flatMap((page) => {
  const code = page.path.endsWith(".md")
    ? [
        ...blocksOf(page)
          .filter(({ language }) => language === "sh")
          .map(({ text }) => text),
        ...spansOf(page),
      ]
    : [page.text];
  return code.flatMap(usesOf).map((use) => ({ path: page.path, use }));
});

describe("command lines in documents and help", () => {
  test.each(USES)("$path: flow-tagbot $use", ({ use }) => {
    expect(problemOf(use)).toBeNull();
  });
  test("show every command", () => {
    const shown = new Set(USES.filter(({ path }) => path === "README.md").map(({ use }) => use.split(" ")[0]));
    expect(COMMANDS.filter((command) => !shown.has(command))).toEqual([]);
  });
  test.each([
    ["plan --json > plan.json", null],
    ["plan --jsn", "no flag --jsn"],
    ["plna", "no command plna"],
    ["list --draft", "no flag --draft"],
  ])("the check says of `%s`: %s", (text, problem) => {
    expect(usesOf(`flow-tagbot ${text}`).map(problemOf)).toEqual([problem]);
  });
});

describe("npm scripts in documents", () => {
  const scripts: unknown = JSON.parse(readPage("package.json").text);

  test.each(markdownPages())("$path names only those that exist", (page) => {
    const named = Array.from(page.text.matchAll(/npm run ([\w:-]+)/g), ([, name = ""]) => name);
    for (const name of named) expect(scripts).toHaveProperty(["scripts", name]);
  });
});
