import { existsSync, globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPage, markdownPages, projectFiles, ROOT, spansOf } from "./pages.ts";

const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
  .map(({ name }) => name);
const OWN = new RegExp(`^(?:(?:${FOLDERS.join("|")}|\\.github/workflows|\\.ci)/|(?:action\\.yml|package\\.json|Dockerfile|[A-Z]+\\.md)$)`);

const DEVGUIDE = readPage("DEVGUIDE.md");

test.each(markdownPages())("every file of ours that $path names exists", (page) => {
  const named = spansOf(page).filter((span) => OWN.test(span) && !/[\s<{$]/.test(span));
  // The workflow that readers make in their own repository.
  const theirs = [".github/workflows/flow-tagbot.yml"];
  expect(named.filter((path) => !theirs.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});

describe("DEVGUIDE.md", () => {
  test("names many files, most of them sources", () => {
    expect(spansOf(DEVGUIDE).filter((span) => span.startsWith("src/")).length).toBeGreaterThan(40);
  });
  test("lists every room, and says of those that do not exist that they do not", () => {
    const rooms = readdirSync(join(ROOT, "src")).toSorted();
    const listed = Array.from(DEVGUIDE.text.matchAll(/^\| `(\w+)\/` \| (?:shell|I\/O|pure|leaf) \|/gm), ([, room = ""]) => room);
    expect(listed.toSorted()).toEqual(rooms);
    const [planned = ""] = /^Planned, and not there yet: [^]*?\n\n/m.exec(DEVGUIDE.text) ?? [];
    expect(
      Array.from(planned.matchAll(/`(\w+)\/`/g), ([, room = ""]) => room).filter(
        (room) => existsSync(join(ROOT, "src", room)) && !listed.includes(room),
      ),
    ).toEqual([]);
  });
  test("names only functions and fields that are in the code", () => {
    const code = projectFiles()
      .filter((path) => /^(src|test|scripts)\/.*\.ts$/.test(path))
      .map((path) => readPage(path).text)
      .join("\n");
    const words = new Set(code.match(/\w+/g));
    const named = spansOf(DEVGUIDE)
      .flatMap((span) => /^([a-z]+(?:[A-Z]\w*)+)(?:\(\))?$/.exec(span)?.[1] ?? [])
      .filter((name) => !/X$/.test(name));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !words.has(name))).toEqual([]);
  });
  test("gives a reason for every dependency, and for none that is gone", () => {
    const metadata: unknown = JSON.parse(readPage("package.json").text);
    const [section = ""] = /^## Dependencies$[^]*?(?=^## )/m.exec(DEVGUIDE.text) ?? [];
    const rows = Array.from(section.matchAll(/^\| (`[^|]+) \|/gm), ([, cell = ""]) => cell);
    const named = rows.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = ""]) => name));
    expect(named.length).toBeGreaterThan(20);
    expect(named.toSorted()).toEqual(dependenciesOf(metadata).toSorted());
  });
});

function dependenciesOf(metadata: unknown): readonly string[] {
  if (typeof metadata !== "object" || metadata === null) return [];
  return Object.entries(metadata).flatMap(([key, value]: [string, unknown]) =>
    (key === "dependencies" || key === "devDependencies") && typeof value === "object" && value !== null ? Object.keys(value) : [],
  );
}

test("every page below docs/ is linked from the README or the developer guide", () => {
  const text = readPage("README.md").text + DEVGUIDE.text;
  expect(globSync("docs/*.md", { cwd: ROOT }).filter((path) => !text.includes(`(${path}`))).toEqual([]);
});
