import { readTagger } from "../git/read-tagger.ts";
import type { Tagger } from "../git/write-tags.ts";
import type { Plan } from "../model/plan.ts";
import type { Time } from "../model/time.ts";
import type { Pusher } from "../run/read-preflight.ts";
import { planRelease, release, type ReleaseReport } from "../run/release.ts";
import { batchSize } from "./batch-size.ts";
import type { Keys, Signing } from "./keys.ts";
import type { Session } from "./session.ts";

/** An opened registry, and the keys that it is worked on with. */
export interface Opened {
  readonly session: Session;
  readonly keys: Keys;
}

export interface CarryOutOptions {
  /** Carry the plan out, not only make it. */
  readonly apply: boolean;
  /** Who makes the tags where git knows no identity and the key names nobody. */
  readonly fallback: Tagger;
  readonly thorough: boolean;
  readonly everything: boolean;
  readonly time: Time;
  readonly deadline: number | null;
  readonly maxReleases: number | null;
  readonly earlierPlan: Plan | null;
}

/** The tagger of last resort outside of workflows. */
export const NOBODY: Tagger = { name: "flow-tagbot", email: "flow-tagbot@users.noreply.github.com" };

/** Makes the plan and, when asked to, carries it out with the run's own keys. */
export async function carryOut(opened: Opened, options: CarryOutOptions): Promise<ReleaseReport> {
  const { session } = opened;
  const { tagger, signer, pusher } = await openPusher(opened, options);
  const request = { ...session, pusher, thorough: options.thorough, everything: options.everything };
  if (!options.apply) return { plan: await planRelease(request), outcomes: [], notes: new Map(), whole: true, complete: true };
  const { time, deadline, maxReleases, earlierPlan } = options;
  const tagsPerPush = session.config.tagsPerPush ?? batchSize(pusher.kind);
  return release(request, { tagger, signer, tagsPerPush, time, deadline, maxReleases, earlierPlan });
}

/** Who makes the tags, with the key that signs them, and what is known against it. A plan without signatures needs neither. */
async function openPusher(
  { session: { repository, config, pusher }, keys }: Opened,
  { apply, fallback }: Pick<CarryOutOptions, "apply" | "fallback">,
): Promise<Pick<Signing, "tagger" | "signer"> & { readonly pusher: Pusher }> {
  if (!apply && config.signingFormat === null && !keys.hasSigningKey) return { tagger: fallback, signer: null, pusher };
  const { tagger, signer, trouble } = await keys.openSigning(config.signingFormat, await readTagger(repository.git), fallback);
  return { tagger, signer, pusher: { ...pusher, trouble: pusher.trouble ?? trouble } };
}
