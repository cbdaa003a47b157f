import type { TreeEntry } from "../../model/tree-entry.ts";
import { isFolder, type FolderEntry } from "../parse-tree.ts";
import { tooLarge } from "./too-large.ts";

export type Folders = ReadonlyMap<string, readonly FolderEntry[]>;

/** Folders in folders; a path is no longer than 4096 bytes on any system. */
export const DEEPEST = 256;
const LONGEST_PATH = 4096;

/**
 * Every file below a folder, in git's order: links and submodules included, folders not. One folder may be in a tree a
 * thousand times a thousand times, so that folders count as well: more than `most` of both are registry-too-large.
 */
export function listFiles(root: string, folders: Folders, most: number): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  let seen = 0;
  const visit = (oid: string, prefix: string, depth: number): void => {
    if (depth > DEEPEST) throw tooLarge(`more than ${DEEPEST} folders are in one another`);
    for (const entry of folders.get(oid) ?? []) {
      seen += 1;
      if (seen > most) throw tooLarge(`it has more than ${most} files and folders`);
      const path = prefix + entry.name;
      if (path.length > LONGEST_PATH) throw tooLarge(`it has a path of more than ${LONGEST_PATH} characters`);
      if (isFolder(entry)) visit(entry.oid, `${path}/`, depth + 1);
      else entries.push({ mode: entry.mode, oid: entry.oid, path });
    }
  };
  visit(root, "", 1);
  return entries;
}

/** Ids of the folders in a folder. */
export function foldersIn(entries: readonly FolderEntry[]): readonly string[] {
  return entries.filter(isFolder).map(({ oid }) => oid);
}
