import { failure } from "../model/failure.ts";
import type { GitObject } from "./read-objects.ts";

/** One level of a folder; `name` is no path. */
export interface FolderEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

const FILE = /^100/;
const FOLDER = "40000";

export function isFile({ mode }: FolderEntry): boolean {
  return FILE.test(mode);
}

export function isFolder({ mode }: FolderEntry): boolean {
  return mode === FOLDER;
}

/** Entries of a raw tree object, `<mode> <name> NUL <id>` each; none of what is no tree. A Failure where it cannot be read. */
export function parseTree(object: GitObject | null | undefined): readonly FolderEntry[] {
  if (object?.type !== "tree") return [];
  const { content, oid } = object;
  const idBytes = oid.length / 2;
  const entries: FolderEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    const next = end + 1 + idBytes;
    if (space < 0 || end < 0 || next > content.length)
      throw failure("git-failed", `The folder ${oid} cannot be read.`, "Run `git fsck` in the clone.");
    entries.push({
      mode: content.toString("latin1", at, space),
      name: content.toString("utf8", space + 1, end),
      oid: content.toString("hex", end + 1, next),
    });
    at = next;
  }
  return entries;
}
