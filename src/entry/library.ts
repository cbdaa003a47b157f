import { resolve } from "node:path";
import type { Problem } from "../model/problem.ts";
import type { Offer } from "../resolve/offer.ts";
import { closeRegistries } from "../run/consume/open-registry.ts";
import type { ConsumerContext } from "../run/consume/context.ts";
import { DEFAULT_RESOLVE, type ResolveOptions } from "../resolve/resolve-options.ts";
import { resolveReference } from "../run/consume/resolve-reference.ts";
import type { ResolvedFlow } from "../resolve/resolved.ts";
import { openConsumer } from "./open-consumer.ts";
import { createTime } from "./time.ts";

export { Failure } from "../model/failure.ts";
export type { Code } from "../model/codes.ts";
export type { Problem } from "../model/problem.ts";
export type { Offer, OfferFlow, OfferRegistry, OfferVersion } from "../resolve/offer.ts";
export type { ResolveOptions } from "../resolve/resolve-options.ts";
export type { ResolvedFile, ResolvedFlow } from "../resolve/resolved.ts";

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

export async function openResolver(options: ResolverOptions = {}): Promise<Resolver> {
  const context = await openContext(options);
  const close = (): Promise<void> => closeRegistries(context);
  return {
    resolve: (reference) => resolveWith(context, reference, options),
    list: (registry) => listWith(context, registry, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What one reference means now, with its files in the cache. Throws a {@link Failure}. */
export async function resolveFlow(reference: string, options: ResolverOptions = {}): Promise<ResolvedFlow> {
  await using resolver = await openResolver(options);
  return await resolver.resolve(reference);
}

/** What {@link Resolver.list} says, of one registry. */
export async function listFlows(registry?: string, options: ResolverOptions = {}): Promise<Offer> {
  await using resolver = await openResolver(options);
  return await resolver.list(registry);
}

function openContext(options: ResolverOptions): Promise<ConsumerContext> {
  const directory = resolve(options.directory ?? ".");
  const absolute = (path: string | undefined): string | null => (path === undefined ? null : resolve(directory, path));
  return openConsumer({
    environment: options.environment ?? process.env,
    directory,
    cacheFolder: absolute(options.cacheFolder),
    registriesFile: absolute(options.registriesFile),
    time: createTime(),
    onNotice: options.onNotice ?? (() => undefined),
    onSecret: () => undefined,
  });
}

async function resolveWith(context: ConsumerContext, reference: string, options: ResolverOptions): Promise<ResolvedFlow> {
  const chosen = toResolveOptions(options);
  const { lockFile } = options;
  if (lockFile === undefined) return resolveReference(context, reference, chosen);
  const { resolveFrozen } = await import("../run/consume/resolve-frozen.ts");
  return resolveFrozen(context, reference, { file: resolve(context.directory, lockFile), options: chosen });
}

async function listWith(context: ConsumerContext, registry: string | undefined, options: ResolverOptions): Promise<Offer> {
  const [{ listRegistry }, { toOffer }] = await Promise.all([import("../run/consume/list-registry.ts"), import("../output/offer-json.ts")]);
  return toOffer(await listRegistry(context, registry ?? null, toResolveOptions(options)));
}

function toResolveOptions({
  offline = DEFAULT_RESOLVE.offline,
  allowStale = DEFAULT_RESOLVE.allowStale,
  prerelease = DEFAULT_RESOLVE.prerelease,
  allowDrift = DEFAULT_RESOLVE.allowDrift,
  root = DEFAULT_RESOLVE.root,
}: ResolverOptions): ResolveOptions {
  return { offline, allowStale, prerelease, allowDrift, root };
}
