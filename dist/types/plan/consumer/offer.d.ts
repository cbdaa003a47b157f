/// <reference lib="esnext.disposable" />
import type { VersionKind } from "../../model/version.js";
import type { RegistryType } from "../../resolve/source.js";
import type { PublishedFlow, PublishedVersion } from "./published.js";
/** Where an offer was read, and how fresh it is. */
export interface Origin {
    /** As configured; null for a registry that was named by its address. */
    readonly name: string | null;
    /** Whether it is the one that references without a registry mean. */
    readonly isDefault: boolean;
    readonly type: RegistryType;
    readonly url: string;
    /** Null for a folder, and for a repository without commits. */
    readonly branch: string | null;
    /** Full id of the branch's newest commit. */
    readonly commit: string | null;
    /** When the registry was last asked (ISO 8601, UTC); null: a folder, read just now. */
    readonly askedAt: string | null;
    /** It could not be, or was not to be, asked now. */
    readonly stale: boolean;
}
export interface OfferedFlow extends PublishedFlow {
    /** What the bare name means: the highest stable version that is not yanked; null where there is none. */
    readonly latest: string | null;
}
/** What a registry, or one flow's part of it, has to give. */
export interface Offering {
    readonly origin: Origin;
    /** By name, then by root. */
    readonly flows: readonly OfferedFlow[];
}
/** Versions that ranges keep together: stable ones, prereleases, or one variant. */
export interface VersionLine {
    readonly kind: VersionKind;
    /** `orbit`; "" but for variants. */
    readonly variant: string;
    /** Newest first. */
    readonly versions: readonly PublishedVersion[];
}
/** Flows as they are shown, with the descriptions (by path of the flow) that only a version file tells. */
export declare function toOffering(origin: Origin, flows: readonly PublishedFlow[], descriptions: ReadonlyMap<string, string>): Offering;
export declare function newestFirst({ versions }: Pick<PublishedFlow, "versions">): readonly PublishedVersion[];
/** Stable versions, prereleases, then the variants by name; lines without a version are left out. */
export declare function toLines(flow: Pick<PublishedFlow, "versions">): readonly VersionLine[];
