import { readTagger } from "../git/read-tagger.ts";
import type { Tagger } from "../git/write-tags.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Time } from "../model/time.ts";
import type { Pusher } from "../run/read-preflight.ts";
import type { RegistryIndex } from "../plan/index-schema.ts";
import { indexRegistry } from "../run/index-registry.ts";
import { planRelease, release, type ReleaseReport } from "../run/release.ts";
import { tellPullRequests } from "../run/tell-pull-requests.ts";
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
  /** Write the notes of existing releases anew. */
  readonly resync: boolean;
  readonly earlierPlan: Plan | null;
  /** Make the index of the registry, also where it is not published. */
  readonly index: boolean;
}

export interface CarriedOut extends ReleaseReport {
  /** Null where none was made. */
  readonly index: RegistryIndex | null;
}

/** The tagger of last resort outside of workflows. */
export const NOBODY: Tagger = { name: "flow-tagbot", email: "flow-tagbot@users.noreply.github.com" };

/** Makes the plan and, when asked to, carries it out with the run's own keys. */
export async function carryOut(opened: Opened, options: CarryOutOptions): Promise<CarriedOut> {
  const { session } = opened;
  const { tagger, signer, pusher } = await openPusher(opened, options);
  const request = { ...session, pusher, thorough: options.thorough, resync: options.resync, everything: options.everything };
  if (!options.apply) return { ...NOTHING_DONE, plan: await planRelease(request) };
  const { time, deadline, maxReleases, earlierPlan } = options;
  const tagsPerPush = session.config.tagsPerPush ?? batchSize(pusher.kind);
  const report = await release(request, { tagger, signer, tagsPerPush, time, deadline, maxReleases, earlierPlan });
  const wanted = options.index || session.config.indexBranch !== null;
  const { index, problems } = wanted ? await indexRegistry({ ...session, report, tagger, time, deadline }) : { index: null, problems: [] };
  return withProblems({ ...report, index }, problems);
}

/**
 * Tells pull requests where they were released, and adds what went wrong. After the issue is kept: it is more important, and both are
 * reports, of which an hour takes only so many.
 */
export async function tellReleased(
  session: Session,
  report: CarriedOut,
  limits: Pick<CarryOutOptions, "time" | "deadline">,
): Promise<CarriedOut> {
  return withProblems(report, await tellPullRequests({ ...session, ...report, ...limits }));
}

function withProblems(report: CarriedOut, problems: readonly Problem[]): CarriedOut {
  return { ...report, plan: { ...report.plan, problems: [...report.plan.problems, ...problems] } };
}

const NOTHING_DONE = {
  outcomes: [],
  notes: new Map<string, string>(),
  pulls: new Map<string, []>(),
  whole: true,
  complete: true,
  snapshot: null,
  index: null,
} as const;

/** Who makes the tags, with the key that signs them, and what is known against it. A plan without signatures needs neither. */
async function openPusher(
  { session: { repository, config, pusher }, keys }: Opened,
  { apply, fallback }: Pick<CarryOutOptions, "apply" | "fallback">,
): Promise<Pick<Signing, "tagger" | "signer"> & { readonly pusher: Pusher }> {
  if (!apply && config.signingFormat === null && !keys.hasSigningKey) return { tagger: fallback, signer: null, pusher };
  const { tagger, signer, trouble } = await keys.openSigning(config.signingFormat, await readTagger(repository.git), fallback);
  return { tagger, signer, pusher: { ...pusher, trouble: pusher.trouble ?? trouble } };
}
