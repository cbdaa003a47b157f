import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export interface Page {
  readonly path: string;
  readonly text: string;
}

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** Every file of the project that git knows or would add; links and deleted files left out. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && lstatSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() === true);
}

export function readPage(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), "utf8") };
}

export function markdownPages(): readonly Page[] {
  return projectFiles()
    .filter((path) => path.endsWith(".md"))
    .map(readPage);
}

const FENCED = /^(?<fence>`{3,})(?<language>\w*)\n(?<text>[^]*?)\n\k<fence>$/gm;

export function blocksOf({ text }: Page): readonly Block[] {
  return Array.from(text.matchAll(FENCED), ({ groups }) => ({ language: groups?.["language"] ?? "", text: groups?.["text"] ?? "" }));
}

/** The page without its code blocks. */
export function proseOf({ text }: Page): string {
  return text.replace(FENCED, "");
}

/** The code spans of a page's prose. */
export function spansOf(page: Page): readonly string[] {
  return Array.from(proseOf(page).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g), ([, span = ""]) => span);
}

/** The anchors of a page's headings in their order, by GitHub's rule; a second heading with the same words would get a number. */
export function anchorsOf(page: Page): readonly string[] {
  const headings = Array.from(proseOf(page).matchAll(/^#{1,6} (.+)$/gm), ([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
