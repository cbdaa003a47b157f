import type { TreeEntry } from "../model/tree-entry.ts";
import { fieldsOf } from "./fields.ts";
import type { Git } from "./git.ts";

/** Every file of a commit, or of some of its folders: links and submodules included, folders not. */
export async function readTree(git: Git, commit: string, folders: readonly string[]): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for await (const fields of fieldsOf(git.stream(["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...folders]))) {
    for (const field of fields) {
      // `<mode> <type> <id> TAB <path>`
      const tab = field.indexOf("\t");
      entries.push({ mode: field.slice(0, 6), oid: field.slice(field.indexOf(" ", 7) + 1, tab), path: field.slice(tab + 1) });
    }
  }
  return entries;
}

/** A path at which two trees differ; null: there is nothing. */
export interface TreeChange {
  readonly path: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

/** What differs between two trees, or in some of their folders. A rename is two changes. */
export async function readTreeChanges(git: Git, before: string, after: string, folders: readonly string[]): Promise<readonly TreeChange[]> {
  // Here names of folders would be patterns, below the folder that git runs in.
  const pathspecs = folders.map((folder) => `:(top,literal)${folder}`);
  const changes: TreeChange[] = [];
  let head: readonly string[] | null = null;
  for await (const fields of fieldsOf(
    git.stream(["diff-tree", "-r", "-z", "--no-renames", "--end-of-options", before, after, "--", ...pathspecs]),
  )) {
    for (const field of fields) {
      // `:<mode> <mode> <id> <id> <letter>`, and the path in a field of its own.
      if (head === null) {
        head = field.slice(1).split(" ");
        continue;
      }
      const [oldMode = "", newMode = "", oldId = "", newId = ""] = head;
      changes.push({ path: field, before: toEntry(oldMode, oldId, field), after: toEntry(newMode, newId, field) });
      head = null;
    }
  }
  return changes;
}

/** The tree that changes make of another. */
export function applyChanges(entries: readonly TreeEntry[], changes: readonly TreeChange[]): readonly TreeEntry[] {
  if (changes.length === 0) return entries;
  const changed = new Set(changes.map(({ path }) => path));
  return [...entries.filter(({ path }) => !changed.has(path)), ...changes.flatMap(({ after }) => after ?? [])];
}

function toEntry(mode: string, oid: string, path: string): TreeEntry | null {
  return mode === "000000" ? null : { mode, oid, path };
}
