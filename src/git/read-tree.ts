import type { TreeEntry } from "../registry/tree-entry.ts";
import { fieldsOf } from "./fields.ts";
import type { Git } from "./git.ts";

/** Every file of a commit, or of some of its folders: links and submodules included, folders not. */
export async function readTree(git: Git, commit: string, folders: readonly string[]): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for await (const fields of fieldsOf(git.stream(["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...folders]))) {
    for (const field of fields) {
      const tab = field.indexOf("\t");
      const [mode = "", , oid = ""] = field.slice(0, tab).split(" ");
      entries.push({ mode, oid, path: field.slice(tab + 1) });
    }
  }
  return entries;
}
