import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf, markdownPages, proseOf, readPage, ROOT } from "./pages.ts";
import type { Page } from "./pages.ts";

const PAGES = markdownPages();

function linksOf(page: Page): readonly string[] {
  return Array.from(proseOf(page).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
}

/** Why a link leads nowhere, or null. */
function problemOf({ path }: Page, link: string): string | null {
  if (/^https?:\/\//.test(link)) return URL.canParse(link) ? null : "not an address";
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? path : posix.join(posix.dirname(path), file);
  if (!existsSync(join(ROOT, target))) return "no such file";
  return anchor === undefined || anchorsOf(readPage(target)).includes(anchor) ? null : "no such heading";
}

test("there are links to check, with and without a heading", () => {
  const links = PAGES.flatMap(linksOf);
  expect(links.some((link) => link.includes("#"))).toBe(true);
  expect(links.some((link) => link.endsWith(".md"))).toBe(true);
});

test.each(PAGES)("every link of $path leads somewhere", (page) => {
  const broken = linksOf(page).flatMap((link) => {
    const problem = problemOf(page, link);
    return problem === null ? [] : [`${link}: ${problem}`];
  });
  expect(broken).toEqual([]);
});

test.each([
  ["no-such-file.md", "no such file"],
  ["#no-such-heading", "no such heading"],
  ["docs/configuration.md#problem-codes", null],
  ["docs/errors.md#push-workflow", null],
])("the check says of %s: %s", (link, problem) => {
  expect(problemOf(readPage("README.md"), link)).toBe(problem);
});
