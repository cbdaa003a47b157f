/// <reference lib="esnext.disposable" />
import type { SemVer } from "semver";
import type { Deprecated } from "../../model/marks.js";
import type { TagRef } from "../../model/refs.js";
import type { VersionKind } from "../../model/version.js";
/** A flow as a registry offers it to consumers: what its tags, its newest commit and its configuration say together. */
export interface PublishedFlow {
    readonly flow: string;
    /** Root that it lies in; null where the registry has no roots. */
    readonly root: string | null;
    /** `versions`: a folder with a file for each version. `index`: one file, named by `index.yaml`, whose versions are the repository's tags. */
    readonly layout: "versions" | "index";
    /** Folder (`versions`) or file (`index`) at the newest commit; null where it is gone from there. */
    readonly path: string | null;
    /** From `index.yaml`; null where only the version file can tell. */
    readonly description: string | null;
    /** Whether any tag names one of its versions. Without, the versions are the files at the newest commit. */
    readonly tagged: boolean;
    /** Lowest first. */
    readonly versions: readonly PublishedVersion[];
}
export interface PublishedVersion {
    /** Full spelling. */
    readonly version: string;
    readonly semver: SemVer;
    readonly kind: VersionKind;
    /** Null: a file at the newest commit, of a flow without tags. */
    readonly tag: {
        readonly name: string;
        readonly ref: TagRef;
    } | null;
    readonly yanked: {
        readonly reason: string;
    } | null;
    readonly deprecated: Deprecated | null;
}
