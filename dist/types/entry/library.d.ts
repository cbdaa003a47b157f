/// <reference lib="esnext.disposable" />
import type { Problem } from "../model/problem.js";
import type { Offer } from "../resolve/offer.js";
import { type ResolveOptions } from "../resolve/resolve-options.js";
import type { ResolvedFlow } from "../resolve/resolved.js";
export { Failure } from "../model/failure.js";
export type { Code } from "../model/codes.js";
export type { Problem } from "../model/problem.js";
export type { Offer, OfferFlow, OfferRegistry, OfferVersion } from "../resolve/offer.js";
export type { ResolveOptions } from "../resolve/resolve-options.js";
export type { ResolvedFile, ResolvedFlow } from "../resolve/resolved.js";
/** How flows are resolved; whatever is left out is as for the command `flow-tagbot resolve`. */
export interface ResolverOptions extends Partial<ResolveOptions> {
    /** Folder that relative paths in references are meant from; default: the process's own. */
    readonly directory?: string;
    /** Default: `FLOW_TAGBOT_CACHE`, else the user's folder for caches. */
    readonly cacheFolder?: string;
    /** Default: `FLOW_TAGBOT_REGISTRIES`, else `registries.yml` in the user's folder for settings. */
    readonly registriesFile?: string;
    /** Only what this lockfile says, such as `flows.lock`. */
    readonly lockFile?: string;
    /** Default: the process's own. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
    /** Told of what is worth knowing and stops nothing, such as a yanked version. */
    readonly onNotice?: (notice: Problem) => void;
}
/** Answers many questions and reads each registry once. What it says of branches and ranges holds for its lifetime. */
export interface Resolver extends AsyncDisposable {
    /** What `flow[@registry][#ref]` means, with its files in the cache; several may be asked at once. Throws a {@link Failure}. */
    readonly resolve: (reference: string) => Promise<ResolvedFlow>;
    /** All flows of a registry, by its name or address; without one, of the default registry. Throws a {@link Failure}. */
    readonly list: (registry?: string) => Promise<Offer>;
    readonly close: () => Promise<void>;
}
export declare function openResolver(options?: ResolverOptions): Promise<Resolver>;
/** What one reference means now, with its files in the cache. Throws a {@link Failure}. */
export declare function resolveFlow(reference: string, options?: ResolverOptions): Promise<ResolvedFlow>;
/** What {@link Resolver.list} says, of one registry. */
export declare function listFlows(registry?: string, options?: ResolverOptions): Promise<Offer>;
