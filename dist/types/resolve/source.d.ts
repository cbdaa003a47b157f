/// <reference lib="esnext.disposable" />
/** What a registry is: a repository that git reads, one on GitHub (with its API as the fast way), or a folder as it lies on disk. */
export type RegistryType = "git" | "github" | "path";
/** A registry that references can be resolved in. */
export interface RegistrySource {
    /** As configured; null for one that a reference names by its address. */
    readonly name: string | null;
    readonly type: RegistryType;
    /** What git is given (`https://host/owner/repo`, `git@host:owner/repo`, an absolute path), or the folder. Never with credentials. */
    readonly url: string;
    /** Folder of the cache that belongs to it: readable, safe as a file name, and told apart from all other `url`s by a hash. */
    readonly id: string;
    /** The one root to look in; null: all. */
    readonly root: string | null;
}
/** `registries.yml`. */
export interface Registries {
    /** Name of the registry that references without one mean. */
    readonly default: string | null;
    readonly entries: ReadonlyMap<string, RegistryEntry>;
    /** What a request without a version means: a version, a range or `latest`. */
    readonly requestVersion: string;
}
export interface RegistryEntry {
    readonly name: string;
    readonly type: RegistryType;
    /** `owner/repo`, a URL, or a path; relative paths are meant from the folder of `registries.yml`. */
    readonly source: string;
    readonly root: string | null;
}
