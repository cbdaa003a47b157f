import type { Forge } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import { ITSELF } from "../git/push-tags.ts";
import { writeTagObjects, type Tagger } from "../git/write-tags.ts";
import type { Outcome, Result } from "../model/outcome.ts";
import type { CreateTag, Plan } from "../model/plan.ts";
import type { OnProgress } from "../model/progress.ts";
import { pushInBatches } from "./push.ts";
import { createReleases } from "./releases.ts";

export interface ApplyRequest {
  readonly repository: Repository;
  readonly forge: Forge;
  readonly plan: Plan;
  /** Rendered notes of every release of the plan, by tag. */
  readonly notes: ReadonlyMap<string, string>;
  readonly tagger: Tagger;
  readonly tagsPerPush: number;
  readonly secondMs: number;
  readonly onProgress: OnProgress;
}

/** Carries a plan out: all tags, then the releases on them, then the latest badge. One outcome for each action, in order. */
export async function applyPlan({
  repository,
  forge,
  plan,
  notes,
  tagger,
  tagsPerPush,
  secondMs,
  onProgress,
}: ApplyRequest): Promise<readonly Outcome[]> {
  const tagActions = plan.actions.filter((action) => action.type === "create-tag");
  const tags = await pushAll(repository, tagActions, { tagger, tagsPerPush, secondMs, onProgress });
  const others = plan.actions.filter((action) => action.type !== "create-tag");
  let done = 0;
  const releases = await createReleases({
    forge,
    actions: others,
    notes,
    tags,
    onReleased: (item) => {
      done += 1;
      onProgress({ phase: "release", done, total: others.length, item });
    },
  });
  return [...tagActions.map((action) => ({ action, result: tags.get(action.tag) ?? NOT_PUSHED })), ...releases];
}

const NOT_PUSHED: Result = { kind: "not-tried", why: "The push ended before this tag." };

async function pushAll(
  { git, remote }: Repository,
  actions: readonly CreateTag[],
  { tagger, tagsPerPush, secondMs, onProgress }: Pick<ApplyRequest, "tagger" | "tagsPerPush" | "secondMs" | "onProgress">,
): Promise<ReadonlyMap<string, Result>> {
  if (actions.length === 0) return new Map();
  const objects = await writeTagObjects(git, actions, tagger);
  let done = 0;
  return pushInBatches({
    git,
    remote: remote?.name ?? ITSELF,
    tags: actions.flatMap((action, index) => {
      const object = objects[index];
      return object === undefined ? [] : [{ action, object }];
    }),
    batchSize: tagsPerPush,
    secondMs,
    onPushed: (item) => {
      done += 1;
      onProgress({ phase: "push", done, total: actions.length, item });
    },
  });
}
