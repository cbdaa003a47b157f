/// <reference lib="esnext.disposable" />
/** A file of the registry as `git ls-tree` gives it. */
export interface TreeEntry {
    readonly mode: string;
    readonly oid: string;
    readonly path: string;
}
export declare function isLink(entry: TreeEntry): boolean;
/** Neither: a file with contents of its own. */
export declare function isRegular(entry: TreeEntry): boolean;
export declare function isSubmodule(entry: TreeEntry): boolean;
