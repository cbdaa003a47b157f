import { applyPlan, type ApplyRequest } from "../apply/apply-plan.ts";
import type { Config, Selection } from "../config/config.ts";
import type { Forge } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import { failure } from "../model/failure.ts";
import { NO_MARKS } from "../model/marks.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { OnProgress } from "../model/progress.ts";
import { buildPlan } from "../plan/build.ts";
import { checkPlan } from "../plan/check-plan.ts";
import { withBanner } from "../notes/banner.ts";
import { editedTexts } from "../plan/edits.ts";
import { planFreshNotes, planNotes, type NotesRequest } from "../plan/notes-requests.ts";
import { findObstacles, type Preflight } from "../plan/obstacles.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readPreflight, type Pusher } from "./read-preflight.ts";
import { readDigestNotes } from "./read-digest-notes.ts";
import { readAssets } from "./read-assets.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { readTemplate } from "./read-template.ts";
import { renderAllNotes, type WrittenNotes } from "./write-notes.ts";

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
  /** Write the notes of existing releases anew; every release is looked up then. */
  readonly resync: boolean;
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
  /** Texts by tag, of all releases that were made, that a person has to make, or that were edited. */
  readonly notes: ReadonlyMap<string, string>;
  /** The pull requests that the forge says were merged for a release, by tag. */
  readonly pulls: WrittenNotes["pulls"];
  /** False when only the versions of an earlier plan were looked at. */
  readonly whole: boolean;
  /** False when the releases of some versions were not looked up. */
  readonly complete: boolean;
  /** What was read before the first write; null where nothing was carried out, or there is nothing. */
  readonly snapshot: Snapshot | null;
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
  const snapshot = await readWithFreshNotes(request);
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

/** With `resync`, the notes of existing releases are rendered before anything is decided: a plan only has what it would change. */
async function readWithFreshNotes(request: ReleaseRequest & { readonly branch: OpenBranch }): Promise<Snapshot> {
  const snapshot = await readSnapshot({ ...request, thorough: request.thorough || request.resync });
  if (!request.resync) return snapshot;
  const requests = planFreshNotes(snapshot, request.selection, buildPlan(snapshot, request.selection));
  const { bodies, problems } = await renderNotes(request, snapshot, requests);
  // Notes that lack what could not be read are no better than those that are there.
  return { ...snapshot, fresh: problems.length > 0 ? null : bodies };
}

/** Plans and carries the plan out. Notes of every release are rendered before the first write. */
export async function release(request: ReleaseRequest, options: ApplyOptions): Promise<ReleaseReport> {
  const { repository, branch, config, forge, onProgress } = request;
  if (branch === null)
    return { plan: emptyPlan(config), outcomes: [], notes: new Map(), pulls: new Map(), whole: true, complete: true, snapshot: null };
  const { snapshot, plan: current } = await decide({ ...request, branch }, true);
  const plan = options.earlierPlan === null ? current : checkPlan(options.earlierPlan, current);
  const about = { whole: options.earlierPlan === null, complete: snapshot.releasesComplete, snapshot };
  const edits = editedTexts(plan, snapshot);
  const { bodies, pulls, problems } = await readNotes(request, snapshot, plan);
  const notes = new Map([...bodies, ...[...edits].map(([tag, { body }]) => [tag, body] as const)]);
  const told = { plan: { ...plan, problems: [...plan.problems, ...problems] }, notes, pulls, ...about };
  if (plan.actions.length === 0) return { outcomes: [], ...told };
  if (!branch.published)
    throw failure(
      "branch-not-pushed",
      `The branch ${branch.branch} is not on the remote; tags on it would publish commits that nobody has.`,
      `Run: git push ${repository.remote?.name ?? "origin"} ${branch.branch}`,
    );
  const renderDigest = await readDigestNotes({ repository, snapshot, forge }, plan);
  const outcomes = await applyPlan({
    repository,
    forge,
    plan,
    notes,
    edits,
    renderDigest,
    assets: await readAssets(request, plan),
    onProgress,
    tagger: options.tagger,
    signer: options.signer,
    tagsPerPush: options.tagsPerPush,
    maxReleases: options.maxReleases,
    time: options.time,
    deadline: options.deadline,
  });
  return { outcomes, ...told };
}

/** Texts of all releases that a plan makes, or that a person has to: the notes below the banner, where a version has one. */
async function readNotes(request: ReleaseRequest, snapshot: Snapshot, plan: Plan): Promise<WrittenNotes> {
  const marks = new Map(plan.versions.map((version) => [version.tag, version.marks]));
  const written = await renderNotes(request, snapshot, planNotes(snapshot, plan));
  return { ...written, bodies: new Map([...written.bodies].map(([tag, body]) => [tag, withBanner(body, marks.get(tag) ?? NO_MARKS)])) };
}

async function renderNotes(
  { repository, config, forge, onProgress }: ReleaseRequest,
  snapshot: Snapshot,
  requests: readonly NotesRequest[],
): Promise<WrittenNotes> {
  if (requests.length === 0) return { bodies: new Map(), pulls: new Map(), problems: [] };
  const template = await readTemplate(repository.git, snapshot.head, config);
  return renderAllNotes({ repository, snapshot, forge }, requests, template, onProgress);
}

/** The plan of a repository without any commit. */
export function emptyPlan({ branch }: Config): Plan {
  return { schema: 1, branch: branch ?? "main", head: NO_COMMIT, versions: [], actions: [], manual: [], problems: [] };
}
