/// <reference lib="esnext.disposable" />
/** A tag as the server (or, without one, this repository) has it. */
export interface TagRef {
    /** The ref's own object: the tag object of an annotated tag. */
    readonly object: string;
    /** What it points at in the end. */
    readonly commit: string;
    readonly annotated: boolean;
}
export interface Refs {
    /** Short name of the branch that HEAD names; null in a repository without commits or with a detached HEAD. */
    readonly defaultBranch: string | null;
    /** Tips of the asked branches that exist, by short name. */
    readonly branches: ReadonlyMap<string, string>;
    readonly tags: ReadonlyMap<string, TagRef>;
}
