import { platform } from "node:os";
import type { Git } from "../git/git.ts";
import { pushTags, type PushResult, type TagObject } from "../git/push-tags.ts";
import { readRemoteRefs } from "../git/read-refs.ts";
import { backoff } from "../model/backoff.ts";
import { CODES } from "../model/codes.ts";
import { Failure } from "../model/failure.ts";
import type { Result } from "../model/outcome.ts";
import type { CreateTag } from "../model/plan.ts";
import type { Time } from "../model/time.ts";
import { isLate, OUT_OF_TIME } from "./deadline.ts";
import { toLateResult, toPushFailure, toRefusal } from "./push-failures.ts";
import { createStreak } from "./streak.ts";

export interface PushRequest {
  readonly git: Git;
  readonly remote: string;
  readonly tags: readonly { readonly action: CreateTag; readonly object: string }[];
  readonly batchSize: number;
  readonly time: Time;
  /** In milliseconds on `time.now()`: no batch begins from then on; null: never. */
  readonly deadline: number | null;
  readonly onPushed: (tag: string) => void;
}

/** Larger pushes are slower per tag over HTTP. */
const LARGEST_BATCH = 1000;

/** Windows gives a process 32,767 characters of arguments; other systems take 128 KiB at least. */
const MOST_ARGUMENT_CHARACTERS = platform() === "win32" ? 30_000 : 100_000;
const ATTEMPTS = 3;

/**
 * Pushes tags in batches. A batch that is refused as a whole is split until the culprit stands alone, so that one bad
 * tag keeps no other from landing. A tag that another run made in the meantime is looked at, never moved.
 */
export async function pushInBatches(request: PushRequest): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  const unclear: CreateTag[] = [];
  const streak = createStreak();

  async function push(batch: PushRequest["tags"]): Promise<void> {
    if (isLate(request.deadline, request.time)) {
      for (const { action } of batch) settle(action, OUT_OF_TIME);
      return;
    }
    const stopped = streak.stopped();
    if (stopped !== null) {
      for (const { action } of batch) settle(action, { kind: "failed", failure: stopped });
      return;
    }
    const pushed = await attempt(
      request,
      batch.map(({ action, object }) => ({ tag: action.tag, object })),
    );
    if (pushed instanceof Failure) {
      const failed = toPushFailure(pushed);
      if (CODES[failed.code].class === "yours") streak.stop(failed);
      else streak.fail(failed);
      for (const { action } of batch) settle(action, { kind: "failed", failure: failed });
      return;
    }
    const again: PushRequest["tags"][number][] = [];
    for (const entry of batch) {
      const result = pushed.get(entry.action.tag);
      if (result?.kind === "refused" && result.whole && batch.length > 1) again.push(entry);
      else take(entry.action, result);
    }
    const half = Math.ceil(again.length / 2);
    if (again.length > 0) {
      await push(again.slice(0, half));
      await push(again.slice(half));
    }
  }

  function take(action: CreateTag, result: PushResult | undefined): void {
    switch (result?.kind) {
      case "created":
        streak.succeed();
        settle(action, { kind: "done", url: null });
        return;
      case "same":
        streak.succeed();
        settle(action, { kind: "already-right", url: null });
        return;
      case "exists":
        unclear.push(action);
        return;
      case "refused": {
        const failed = toRefusal(action, result.code, result.serverWords);
        streak.fail(failed);
        settle(action, { kind: "failed", failure: failed });
        return;
      }
      case undefined:
        settle(action, { kind: "failed", failure: toRefusal(action, "push-failed", null) });
    }
  }

  function settle(action: CreateTag, result: Result): void {
    results.set(action.tag, result);
    request.onPushed(action.tag);
  }

  for (const batch of toBatches(request.tags, request.batchSize)) await push(batch);
  if (unclear.length > 0) {
    const { tags } = await readRemoteRefs(request.git, request.remote, null);
    for (const action of unclear) settle(action, toLateResult(action, tags.get(action.tag)?.commit));
  }
  return results;
}

/** Pushes once more after a passing failure; what arrived the first time is then reported as already there. */
async function attempt(
  { git, remote, time, deadline }: PushRequest,
  tags: readonly TagObject[],
): Promise<ReadonlyMap<string, PushResult> | Failure> {
  for (let number = 1; ; number += 1) {
    try {
      return await pushTags(git, remote, tags);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const seconds = backoff(number);
      if (error.code !== "git-network" || number === ATTEMPTS || isLate(deadline, time, seconds)) return error;
      await time.wait(seconds);
    }
  }
}

function toBatches(tags: PushRequest["tags"], batchSize: number): readonly PushRequest["tags"][] {
  const batches: PushRequest["tags"][number][][] = [];
  let characters = 0;
  for (const entry of tags) {
    const length = 120 + 2 * entry.action.tag.length;
    const last = batches.at(-1);
    if (last === undefined || last.length >= Math.min(batchSize, LARGEST_BATCH) || characters + length > MOST_ARGUMENT_CHARACTERS) {
      batches.push([entry]);
      characters = length;
    } else {
      last.push(entry);
      characters += length;
    }
  }
  return batches;
}
