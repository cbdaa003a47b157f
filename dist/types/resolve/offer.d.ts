/// <reference lib="esnext.disposable" />
import type { Deprecated } from "../model/marks.js";
import type { VersionKind } from "../model/version-kind.js";
import type { RegistryType } from "./source.js";
/** A registry with all its flows, as machines and programs get it. */
export interface Offer {
    readonly registry: OfferRegistry;
    /** By name, then by root. */
    readonly flows: readonly OfferFlow[];
}
export interface OfferRegistry {
    /** As configured; null for a registry that was named by its address. */
    readonly name: string | null;
    /** Whether it is the one that references without a registry mean. */
    readonly default: boolean;
    readonly type: RegistryType;
    readonly url: string;
    /** Null for a folder, and for a repository without commits. */
    readonly branch: string | null;
    /** Full id of the branch's newest commit. */
    readonly commit: string | null;
    /** When it was last asked (ISO 8601, UTC); null: a folder, read just now. */
    readonly askedAt: string | null;
    /** It could not be, or was not to be, asked now. */
    readonly stale: boolean;
}
export interface OfferFlow {
    readonly flow: string;
    /** Root that it lies in; null where the registry has no roots. */
    readonly root: string | null;
    /** `versions`: a folder with a file for each version. `index`: one file, named by `index.yaml`, whose versions are the repository's tags. */
    readonly layout: "versions" | "index";
    /** Folder or file at the newest commit; null where it is gone from there. */
    readonly path: string | null;
    readonly description: string | null;
    /** Whether any tag names one of its versions. Without, the versions are the files at the newest commit. */
    readonly tagged: boolean;
    /** What the bare name means: the highest stable version that is not yanked; null where there is none. */
    readonly latest: string | null;
    /** All of them, lowest first. */
    readonly versions: readonly OfferVersion[];
}
export interface OfferVersion {
    readonly version: string;
    readonly kind: VersionKind;
    /** Null: a file at the newest commit, of a flow without tags. */
    readonly tag: string | null;
    /** Full id of the commit that the tag is on. */
    readonly commit: string | null;
    readonly yanked: {
        readonly reason: string;
    } | null;
    readonly deprecated: Deprecated | null;
}
