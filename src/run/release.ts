import { applyPlan } from "../apply/apply-plan.ts";
import type { Config, Selection } from "../config/config.ts";
import type { Forge } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import type { Tagger } from "../git/write-tags.ts";
import { failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { OnProgress } from "../model/progress.ts";
import { buildPlan } from "../plan/build.ts";
import { checkPlan } from "../plan/check-plan.ts";
import { planNotes } from "../plan/notes-requests.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import type { OpenBranch } from "./open-registry.ts";
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
  /** Look up every release, not only the newest. */
  readonly thorough: boolean;
  /** Fill in the plan's fields that only machines read. */
  readonly everything: boolean;
  readonly onProgress: OnProgress;
}

export interface ApplyOptions {
  readonly tagger: Tagger;
  readonly tagsPerPush: number;
  /** Length of a second in waits between attempts, in milliseconds. */
  readonly secondMs: number;
  /** A plan that was made earlier; only its actions are carried out, and only if it still holds. */
  readonly earlierPlan: Plan | null;
}

export interface ReleaseReport {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

const NO_COMMIT = "0".repeat(40);

/** Says what is to be done, and does none of it. */
export async function planRelease(request: ReleaseRequest): Promise<Plan> {
  if (request.branch === null) return emptyPlan(request.config);
  return buildPlan(await readSnapshot({ ...request, branch: request.branch }), request.selection);
}

/** Plans and carries the plan out. Notes of every release are rendered before the first write. */
export async function release(request: ReleaseRequest, options: ApplyOptions): Promise<ReleaseReport> {
  const { repository, branch, config, forge, selection, onProgress } = request;
  if (branch === null) return { plan: emptyPlan(config), outcomes: [] };
  const snapshot = await readSnapshot({ ...request, branch });
  const current = buildPlan(snapshot, selection);
  const plan = options.earlierPlan === null ? current : checkPlan(options.earlierPlan, current);
  if (plan.actions.length === 0) return { plan, outcomes: [] };
  if (!branch.published)
    throw failure(
      "branch-not-pushed",
      `The branch ${branch.branch} is not on the remote; tags on it would publish commits that nobody has.`,
      `Run: git push ${repository.remote?.name ?? "origin"} ${branch.branch}`,
    );
  const notes = await readNotes(request, snapshot, plan);
  const { tagger, tagsPerPush, secondMs } = options;
  const outcomes = await applyPlan({ repository, forge, plan, notes, onProgress, tagger, tagsPerPush, secondMs });
  return { plan, outcomes };
}

async function readNotes(
  { repository, config, forge, onProgress }: ReleaseRequest,
  snapshot: Snapshot,
  plan: Plan,
): Promise<ReadonlyMap<string, string>> {
  const requests = planNotes(snapshot, plan.actions);
  if (requests.length === 0) return new Map();
  const template = await readTemplate(repository.git, snapshot.head, config);
  return renderAllNotes(repository, snapshot, forge.repositoryUrl, requests, template, onProgress);
}

/** The plan of a repository without any commit. */
export function emptyPlan({ branch }: Config): Plan {
  return { schema: 1, branch: branch ?? "main", head: NO_COMMIT, versions: [], actions: [], problems: [] };
}
