/// <reference lib="esnext.disposable" />
import type { Deprecated } from "../model/marks.js";
import type { VersionKind } from "../model/version-kind.js";
import type { RegistryType } from "./source.js";
/** A file of a resolved flow. */
export interface ResolvedFile {
    /** Path in the registry. */
    readonly path: string;
    /** `sha256:<hex>` of the bytes. */
    readonly digest: string;
    /** Bytes. */
    readonly size: number;
    readonly executable: boolean;
}
/** What a reference means: one commit, one file, one digest. */
export interface ResolvedFlow {
    /** The reference as it was given. */
    readonly reference: string;
    readonly flow: string;
    /** Null where a flow has no versions of its own, or for a local file. */
    readonly version: string | null;
    readonly kind: VersionKind | null;
    /** Null: found on a branch, by a commit, or on disk. */
    readonly tag: string | null;
    /** Full id; null for what is read from disk. */
    readonly commit: string | null;
    /** Path of the version file in the registry; for a local file, as it was given. */
    readonly path: string;
    /** Root of the registry that the flow is in; null where there are no roots. */
    readonly root: string | null;
    /** `sha256:<hex>` of the version file. */
    readonly digest: string;
    /** `sha256:<hex>` of the version file and of the files that it uses; without any, the same as `digest`. */
    readonly contentDigest: string;
    /** The version file first, then the files that it uses, by path. */
    readonly files: readonly ResolvedFile[];
    /** Absolute path of the folder that holds the files at their paths in the registry. */
    readonly folder: string;
    /** Absolute path of the version file. */
    readonly file: string;
    readonly registry: {
        readonly name: string | null;
        readonly type: RegistryType;
        readonly url: string;
    } | null;
    /** The file's own `version:`, such as `v1`; null where it has none. */
    readonly framework: string | null;
    readonly yanked: {
        readonly reason: string;
    } | null;
    readonly deprecated: Deprecated | null;
    /** Why this one: one sentence. */
    readonly why: string;
    /** When the answer was last known to hold (ISO 8601), if the registry could not be asked now; null: it holds. */
    readonly staleSince: string | null;
    /** Read from the cache without asking the registry. */
    readonly cached: boolean;
}
