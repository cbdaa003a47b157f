import { fieldsOf } from "./fields.ts";
import type { Git } from "./git.ts";

/** Gives files of the index other paths, content and mode as they are; files that are not in the index are left out. */
export async function moveInIndex(git: Git, moves: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  if (moves.length === 0) return;
  const targets = new Map(moves.map(({ from, to }) => [from, to]));
  const lines: string[] = [];
  for await (const fields of fieldsOf(git.stream(["ls-files", "-z", "--stage", "--full-name", "--", ":/"]))) {
    for (const field of fields) {
      // `<mode> <object> <stage> TAB <path>`
      const tab = field.indexOf("\t");
      const from = field.slice(tab + 1);
      const to = targets.get(from);
      const [mode = "", object = ""] = field.slice(0, tab).split(" ");
      if (to !== undefined) lines.push(`0 ${"0".repeat(object.length)}\t${from}`, `${mode} ${object}\t${to}`);
    }
  }
  if (lines.length > 0) await git.text(["update-index", "-z", "--index-info"], { input: lines.map((line) => `${line}\0`).join("") });
}
