import type { Asset, Forge, NewText } from "../forge/port.ts";
import type { Code } from "../model/codes.ts";
import { Failure } from "../model/failure.ts";
import type { ActionFailure, Outcome, Result } from "../model/outcome.ts";
import type { CreateDigest, CreateRelease, EditRelease, MarkLatest } from "../model/plan.ts";
import type { Time } from "../model/time.ts";
import { isLate, OUT_OF_TIME } from "./deadline.ts";
import { createStreak } from "./streak.ts";

type ReleaseAction = CreateRelease | CreateDigest | MarkLatest | EditRelease;

export interface ReleasesRequest {
  readonly forge: Forge;
  readonly actions: readonly ReleaseAction[];
  /** Notes by tag. */
  readonly notes: ReadonlyMap<string, string>;
  /** New texts of existing releases, by tag. */
  readonly edits: ReadonlyMap<string, NewText>;
  /** Files by tag, of releases that have any; left out where the forge takes none. */
  readonly assets: ReadonlyMap<string, readonly Asset[]>;
  /** What became of the tags of this run; tags that are not named existed before. */
  readonly tags: ReadonlyMap<string, Result>;
  /** How many releases are made at most; null: all. */
  readonly maxReleases: number | null;
  /** In milliseconds on `time.now()`: nothing begins from then on; null: never. */
  readonly deadline: number | null;
  readonly time: Time;
  readonly onReleased: (tag: string) => void;
}

/** Failures after which every other request would fail alike. */
const HOPELESS: readonly Code[] = ["forge-auth", "forge-sso"];

/**
 * Creates releases one by one on the tags that are there, and edits existing ones; a failure of one never stops the
 * others. What a budget or a limit of the server leaves out is not tried.
 */
export async function createReleases(request: ReleasesRequest): Promise<readonly Outcome[]> {
  const { actions, tags, maxReleases, deadline, time, onReleased } = request;
  const outcomes: Outcome[] = [];
  // What refuses to create releases may well take another text for one, and the reverse.
  const streaks = { create: createStreak(), edit: createStreak() };
  let limited: string | null = null;
  let made = 0;
  for (const action of actions) {
    const result = await next(action);
    outcomes.push({ action, result });
    if (isCreation(action) && result.kind === "done") made += 1;
    onReleased(action.tag);
  }
  return outcomes;

  async function next(action: ReleaseAction): Promise<Result> {
    const streak = action.type === "edit-release" ? streaks.edit : streaks.create;
    const tag = tags.get(action.tag);
    // No other action tells what became of a digest's tag.
    if (tag?.kind === "failed") return action.type === "create-digest" ? tag : { kind: "not-tried", why: "Its tag could not be made." };
    if (tag?.kind === "not-tried") return tag;
    if (limited !== null) return { kind: "not-tried", why: limited };
    if (isLate(deadline, time)) return OUT_OF_TIME;
    if (isCreation(action) && maxReleases !== null && made >= maxReleases)
      return { kind: "not-tried", why: `This run makes ${maxReleases} releases at most; the next run goes on from here.` };
    const stopped = streak.stopped();
    if (stopped !== null) return { kind: "failed", failure: stopped };
    try {
      const result = await carryOut(request, action);
      streak.succeed();
      return result;
    } catch (error) {
      if (!(error instanceof Failure)) return { kind: "failed", failure: toBug(error) };
      if (error.code === "forge-rate-limit") {
        limited = error.message;
        return { kind: "not-tried", why: error.message };
      }
      const failed: ActionFailure = { code: error.code, message: error.message, serverWords: null, fix: error.problems[0].fix };
      if (HOPELESS.includes(error.code)) for (const each of Object.values(streaks)) each.stop(failed);
      else streak.fail(failed);
      return { kind: "failed", failure: failed };
    }
  }
}

function isCreation({ type }: ReleaseAction): boolean {
  return type === "create-release" || type === "create-digest";
}

/** Our own error with one version must not hide what became of the others. */
function toBug(error: unknown): ActionFailure {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: "internal",
    message: "An error in flow-tagbot itself.",
    serverWords: stack,
    fix: "Please report it with the lines above.",
  };
}

async function carryOut({ forge, notes, edits, assets }: ReleasesRequest, action: ReleaseAction): Promise<Result> {
  switch (action.type) {
    case "mark-latest":
      await forge.markLatest(action.tag);
      return { kind: "done", url: null };
    case "edit-release": {
      const text = edits.get(action.tag);
      if (text === undefined) throw new Error(`there is no new text for the release of ${action.tag}`);
      const { kind, release } = await forge.editRelease(action.tag, text);
      return { kind: kind === "edited" ? "done" : "already-right", url: release.url };
    }
    case "create-digest":
    case "create-release": {
      const body = notes.get(action.tag);
      if (body === undefined) throw new Error(`no notes were rendered for ${action.tag}`);
      const { tag, target, title, draft } = action;
      const { prerelease, latest } = action.type === "create-release" ? action : { prerelease: false, latest: false };
      const files = forge.capabilities.assets ? (assets.get(tag) ?? []) : [];
      const { kind, release } = await forge.createRelease({ tag, target, title, body, draft, prerelease, latest, assets: files });
      return { kind: kind === "created" ? "done" : "already-right", url: release.url };
    }
  }
}
