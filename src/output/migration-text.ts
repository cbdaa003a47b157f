import { renderVisible } from "../manual/visible.ts";
import { count } from "./count.ts";
import { paint } from "./style.ts";

export interface MigrationView {
  readonly moves: readonly { readonly flow: string; readonly from: string; readonly to: string }[];
  readonly left: readonly { readonly path: string; readonly why: string }[];
  readonly references: readonly { readonly path: string; readonly line: number; readonly text: string }[];
}

/** What was moved, what stays and why, and what everybody who reads the files has to change. */
export function renderMigration(
  { moves, left, references }: MigrationView,
  dryRun: boolean,
  { colour }: { readonly colour: boolean },
): string {
  if (moves.length === 0 && left.length === 0)
    return "There is no flat flow file here: nothing to migrate. Name the folder that holds the flows with --root, if there is one.\n";
  const done = dryRun ? "would be moved" : "moved; the renames are staged";
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${paint(colour, "bold", title)}\n${lines.map((line) => `  ${line}\n`).join("")}`];
  return [
    ...section(
      `${count(moves.length, "file", "files")} ${done}`,
      moves.map(({ from, to }) => `${renderVisible(from)} → ${renderVisible(to)}`),
    ),
    ...section(
      count(left.length, "file stays", "files stay"),
      left.map(({ path, why }) => `${renderVisible(path)}: ${renderVisible(why)}`),
    ),
    ...section(
      "Lines that name a moved file",
      references.map(({ path, line, text }) => `${renderVisible(path)}:${line}: ${renderVisible(text)}`),
    ),
    ...(moves.length === 0
      ? []
      : [
          `${paint(colour, "bold", "What consumers have to change")}\n`,
          "  Whoever reads a file by its path reads the new path; the old one exists in older commits only.\n",
          "  Whoever names a flow without a version names one from now on, or gets the newest stable one.\n",
          dryRun
            ? ""
            : "\nCommit the renames by themselves, so that git follows the history of each file:\n  git commit -m 'Give every flow a folder of versions'\n",
        ]),
  ].join("");
}
