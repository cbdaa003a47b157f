/// <reference lib="esnext.disposable" />
import type { Problem } from "../../model/problem.js";
import type { Time } from "../../model/time.js";
import type { Cache } from "../../resolve/cache.js";
import type { Registries, RegistrySource } from "../../resolve/source.js";
import type { Transport } from "../../resolve/transport.js";
/** What the consumer side works with; made once by the entry, for a command or for a program that uses the library. */
export interface ConsumerContext {
    /** Absolute path that relative paths in references are meant from. */
    readonly directory: string;
    readonly registries: Registries;
    /** Absolute path of `registries.yml`, whether it exists or not. */
    readonly registriesFile: string;
    /** Where `owner/repo` lies, such as `https://github.com`. */
    readonly serverUrl: string;
    readonly cache: Cache;
    /** Opens the way to a registry that is not a folder; loads what reaches the network only now. */
    readonly openTransport: (source: RegistrySource) => Promise<Transport>;
    readonly time: Time;
    /** Told of what is worth knowing and stops nothing: a stale answer, a yanked version, a slower way that was taken. */
    readonly onNotice: (notice: Problem) => void;
}
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
