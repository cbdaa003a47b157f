import { readPage } from "../docs/pages.ts";

/** The rows of the table of a page that has this head, as the texts of their cells. */
export function readTable(path: string, head: string): readonly (readonly string[])[] {
  const lines = readPage(path).text.split("\n");
  const start = lines.indexOf(head);
  if (start < 0) throw new Error(`${path} has no table ${head}`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
}

/** Without the backquotes around it. */
export function plain(cell: string): string {
  return cell.replace(/^`(.*)`$/, "$1");
}
