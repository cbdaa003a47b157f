import { applyPlan, type ApplyRequest } from "../apply/apply-plan.ts";
import type { Config, Selection } from "../config/config.ts";
import type { Forge } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import { failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { OnProgress } from "../model/progress.ts";
import { buildPlan } from "../plan/build.ts";
import { checkPlan } from "../plan/check-plan.ts";
import { planNotes } from "../plan/notes-requests.ts";
import { findObstacles, type Preflight } from "../plan/obstacles.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readPreflight, type Pusher } from "./read-preflight.ts";
import { readAssets } from "./read-assets.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { readTemplate } from "./read-template.ts";
import { renderAllNotes } from "./write-notes.ts";

export interface ReleaseRequest {
  readonly repository: Repository;
  /** Null in a repository without any commit. */
  readonly branch: OpenBranch | null;
  readonly config: Config;
  readonly forge: Forge;
  readonly selection: Selection;
  readonly pusher: Pusher;
  /** Look up every release, not only the newest. */
  readonly thorough: boolean;
  /** Fill in the plan's fields that only machines read. */
  readonly everything: boolean;
  readonly onProgress: OnProgress;
}

export interface ApplyOptions extends Pick<ApplyRequest, "tagger" | "signer" | "tagsPerPush" | "maxReleases" | "time" | "deadline"> {
  /** A plan that was made earlier; only its actions are carried out, and only if it still holds. */
  readonly earlierPlan: Plan | null;
}

export interface ReleaseReport {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  /** Rendered notes by tag, of all releases that were made or that a person has to make. */
  readonly notes: ReadonlyMap<string, string>;
  /** False when only the versions of an earlier plan were looked at. */
  readonly whole: boolean;
  /** False when the releases of some versions were not looked up. */
  readonly complete: boolean;
}

export interface Decided {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly found: Preflight;
}

const NO_COMMIT = "0".repeat(40);

/** Says what is to be done, and does none of it. */
export async function planRelease(request: ReleaseRequest): Promise<Plan> {
  if (request.branch === null) return emptyPlan(request.config);
  const { plan } = await decide({ ...request, branch: request.branch }, false);
  const { trouble } = request.pusher;
  if (trouble === null) return plan;
  // Whoever only plans may well have no key; whoever applies has to.
  return { ...plan, problems: [{ ...trouble, severity: "warning", path: null, line: null }, ...plan.problems] };
}

/** Reads and plans; then looks for what would keep the planned tags from being made, and plans with that in mind. */
export async function decide(request: ReleaseRequest & { readonly branch: OpenBranch }, probe: boolean): Promise<Decided> {
  const { selection } = request;
  const snapshot = await readSnapshot(request);
  const plan = buildPlan(snapshot, selection);
  // With a limit, what is blocked makes room for others, so that all of them have to be looked at.
  const whole = selection.limit === null ? plan : buildPlan(snapshot, { ...selection, limit: null });
  const found = await readPreflight({ ...request, probe: probe && request.branch.published }, snapshot, whole);
  const paths = new Map(whole.versions.flatMap(({ tag, path }) => (tag === null ? [] : [[tag, path] as const])));
  const obstacles = findObstacles(whole.actions, paths, found);
  if (obstacles.size === 0) return { snapshot, plan, found };
  const aware = { ...snapshot, obstacles };
  return { snapshot: aware, plan: buildPlan(aware, selection), found };
}

/** Plans and carries the plan out. Notes of every release are rendered before the first write. */
export async function release(request: ReleaseRequest, options: ApplyOptions): Promise<ReleaseReport> {
  const { repository, branch, config, forge, onProgress } = request;
  if (branch === null) return { plan: emptyPlan(config), outcomes: [], notes: new Map(), whole: true, complete: true };
  const { snapshot, plan: current } = await decide({ ...request, branch }, true);
  const plan = options.earlierPlan === null ? current : checkPlan(options.earlierPlan, current);
  const about = { whole: options.earlierPlan === null, complete: snapshot.releasesComplete };
  const notes = await readNotes(request, snapshot, plan);
  if (plan.actions.length === 0) return { plan, outcomes: [], notes, ...about };
  if (!branch.published)
    throw failure(
      "branch-not-pushed",
      `The branch ${branch.branch} is not on the remote; tags on it would publish commits that nobody has.`,
      `Run: git push ${repository.remote?.name ?? "origin"} ${branch.branch}`,
    );
  const outcomes = await applyPlan({
    repository,
    forge,
    plan,
    notes,
    assets: await readAssets(request, plan),
    onProgress,
    tagger: options.tagger,
    signer: options.signer,
    tagsPerPush: options.tagsPerPush,
    maxReleases: options.maxReleases,
    time: options.time,
    deadline: options.deadline,
  });
  return { plan, outcomes, notes, ...about };
}

async function readNotes(
  { repository, config, forge, onProgress }: ReleaseRequest,
  snapshot: Snapshot,
  plan: Plan,
): Promise<ReadonlyMap<string, string>> {
  const requests = planNotes(snapshot, plan);
  if (requests.length === 0) return new Map();
  const template = await readTemplate(repository.git, snapshot.head, config);
  return renderAllNotes(repository, snapshot, forge.repositoryUrl, requests, template, onProgress);
}

/** The plan of a repository without any commit. */
export function emptyPlan({ branch }: Config): Plan {
  return { schema: 1, branch: branch ?? "main", head: NO_COMMIT, versions: [], actions: [], manual: [], problems: [] };
}
