import type { Asset, Forge, NewText } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import type { Signer } from "../git/signer.ts";
import { writeTagObjects, type Tagger } from "../git/write-tags.ts";
import type { Outcome, Result } from "../model/outcome.ts";
import type { CreateDigest, CreateTag, Plan } from "../model/plan.ts";
import type { OnProgress } from "../model/progress.ts";
import type { Time } from "../model/time.ts";
import { Failure } from "../model/failure.ts";
import { pushDigests } from "./digests.ts";
import { pushInBatches } from "./push.ts";
import { createReleases } from "./releases.ts";

export interface ApplyRequest {
  readonly repository: Repository;
  readonly forge: Forge;
  readonly plan: Plan;
  /** Rendered notes of every release of the plan, by tag. */
  readonly notes: ReadonlyMap<string, string>;
  /** New texts of every release that the plan edits, by tag. */
  readonly edits: ReadonlyMap<string, NewText>;
  /** The text of a release that tells of several versions, for those whose tags were made in the end. */
  readonly renderDigest: (action: CreateDigest, versions: readonly string[]) => string;
  readonly tagger: Tagger;
  /** Null: tags are not signed. */
  readonly signer: Signer | null;
  /** Files of releases, by tag. */
  readonly assets: ReadonlyMap<string, readonly Asset[]>;
  readonly tagsPerPush: number;
  /** How many releases are made at most; null: all. */
  readonly maxReleases: number | null;
  readonly time: Time;
  /** In milliseconds on `time.now()`: nothing begins from then on; null: never. */
  readonly deadline: number | null;
  readonly onProgress: OnProgress;
}

/** Carries a plan out: all tags, those of digests last, then the releases on them, then the latest badge, then other texts for existing releases. One outcome for each action, in order. */
export async function applyPlan(request: ApplyRequest): Promise<readonly Outcome[]> {
  const { forge, plan, edits, assets, maxReleases, time, deadline, onProgress } = request;
  const tagActions = plan.actions.filter((action) => action.type === "create-tag");
  const versionTags = await pushAll(request, tagActions);
  const digestActions = plan.actions.filter((action) => action.type === "create-digest");
  const digests = await pushDigests(digestActions, versionTags, (made) => pushAll(request, made));
  const tags = new Map([...versionTags, ...[...digests].map(([tag, { result }]) => [tag, result] as const)]);
  const notes = new Map(request.notes);
  for (const action of digestActions) notes.set(action.tag, request.renderDigest(action, digests.get(action.tag)?.versions ?? []));
  const others = plan.actions.filter((action) => action.type !== "create-tag");
  let done = 0;
  const releases = await createReleases({
    forge,
    actions: others,
    notes,
    edits,
    assets,
    tags,
    maxReleases,
    deadline,
    time,
    onReleased: (item) => {
      done += 1;
      onProgress({ phase: "release", done, total: others.length, item });
    },
  });
  return [...tagActions.map((action) => ({ action, result: tags.get(action.tag) ?? NOT_PUSHED })), ...releases];
}

const NOT_PUSHED: Result = { kind: "not-tried", why: "The push ended before this tag." };

async function pushAll(
  { repository: { git, push }, tagger, signer, tagsPerPush, time, deadline, onProgress }: ApplyRequest,
  actions: readonly CreateTag[],
): Promise<ReadonlyMap<string, Result>> {
  if (actions.length === 0) return new Map();
  const objects = await writeObjects(() => writeTagObjects(git, actions, tagger, signer));
  if ("kind" in objects) return new Map(actions.map(({ tag }) => [tag, objects]));
  let done = 0;
  return pushInBatches({
    git: push.git,
    remote: push.to,
    tags: actions.flatMap((action, index) => {
      const object = objects[index];
      return object === undefined ? [] : [{ action, object }];
    }),
    batchSize: tagsPerPush,
    time,
    deadline,
    onPushed: (item) => {
      done += 1;
      onProgress({ phase: "push", done, total: actions.length, item });
    },
  });
}

/** A signature that cannot be made is every tag's failure, and nothing is pushed. */
async function writeObjects(
  write: () => Promise<readonly string[]>,
): Promise<readonly string[] | Extract<Result, { readonly kind: "failed" }>> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "signing-failed") throw error;
    return { kind: "failed", failure: { code: error.code, message: error.message, serverWords: null, fix: error.problems[0].fix } };
  }
}
