/// <reference lib="esnext.disposable" />
/** How far a resolution may go. */
export interface ResolveOptions {
    /** Never use the network. */
    readonly offline: boolean;
    /** Take the last known answer when the registry cannot be reached. */
    readonly allowStale: boolean;
    /** Ranges take prereleases too. */
    readonly prerelease: boolean;
    /** Accept bytes that are not those of the published digest. */
    readonly allowDrift: boolean;
    /** The root to look in, before the one that the registry is configured with; null: that one. */
    readonly root: string | null;
}
export declare const DEFAULT_RESOLVE: ResolveOptions;
