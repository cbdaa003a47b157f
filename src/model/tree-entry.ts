/** A file of the registry as `git ls-tree` gives it. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
  readonly path: string;
}

const LINK = "120000";
const SUBMODULE = "160000";

export function isLink(entry: TreeEntry): boolean {
  return entry.mode === LINK;
}

/** Neither: a file with contents of its own. */
export function isRegular(entry: TreeEntry): boolean {
  return !isLink(entry) && !isSubmodule(entry);
}

export function isSubmodule(entry: TreeEntry): boolean {
  return entry.mode === SUBMODULE;
}
