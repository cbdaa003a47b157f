import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HELP } from "../../src/entry/help.ts";
import { readPage, blocksOf, markdownPages, ROOT, spansOf } from "./pages.ts";

const COMMANDS = Object.keys(HELP).filter((name) => name !== "program");

/** Those that have commands of their own. */
const GROUPS = new Set(COMMANDS.filter((name) => name.includes(" ")).map((name) => name.split(" ")[0]));

const HELP_TEXTS = new Map(
  ["", ...COMMANDS].map((command) => {
    const args = [join(ROOT, "src/entry/command.ts"), ...command.split(" ").filter((word) => word !== ""), "--help"];
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
  const words = use.replace(/"[^"]*"|'[^']*'/g, "x").split(" ");
  const [first = "", second = ""] = words;
  const group = GROUPS.has(first) && second !== "" && !second.startsWith("-");
  const command = first.startsWith("-") ? "" : group ? `${first} ${second}` : first;
  if (command !== "" && !COMMANDS.includes(command)) return `no command ${command}`;
  const known = flagsOf(command);
  const unknown = words.map((word) => word.split("=")[0] ?? "").filter((word) => word.startsWith("--") && !known.has(word));
  return unknown.length === 0 ? null : `no flag ${unknown.join(", ")}`;
}

const PAGES = [...markdownPages(), ...["src/entry/help.ts", "src/entry/help-consumer.ts", "Dockerfile"].map(readPage)];
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
    const uses = USES.filter(({ path }) => path === "README.md").map(({ use }) => use.split(" "));
    const shown = new Set(uses.flatMap((words) => [words[0], words.slice(0, 2).join(" ")]));
    expect(COMMANDS.filter((command) => !shown.has(command))).toEqual([]);
  });
  test.each([
    ["plan --json > plan.json", null],
    ["plan --jsn", "no flag --jsn"],
    ["plna", "no command plna"],
    ["list --draft", "no flag --draft"],
    ["registry add team acme/flows --type git", null],
    ["registry ad team acme/flows", "no command registry ad"],
    ["registry remove team --type git", "no flag --type"],
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
