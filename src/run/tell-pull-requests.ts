import type { Config } from "../config/config.ts";
import type { Forge } from "../forge/port.ts";
import { Failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import { toWarning, type Problem } from "../model/problem.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { Time } from "../model/time.ts";
import { RELEASED_MARKER, renderReleasedComment, type ReleasedIn } from "../notes/released-comment.ts";

export interface TellRequest {
  readonly forge: Pick<Forge, "capabilities" | "comments" | "addLabel">;
  readonly config: Pick<Config, "releasedComment" | "releasedLabel">;
  readonly outcomes: readonly Outcome[];
  /** By the tag of the release. */
  readonly pulls: ReadonlyMap<string, readonly PullRequest[]>;
  readonly time: Time;
  /** In milliseconds; from then on nobody is told any more. */
  readonly deadline: number | null;
}

/** A comment takes two requests and three seconds; what a first run releases is old news. */
const MOST_PULLS = 100;

/** So many failures in a row mean that it is not about one pull request. */
const MOST_FAILURES = 3;

/**
 * Tells the pull requests of the releases that this run published: one comment each, which later runs complete, and a label. Off unless configured. What
 * fails is a warning.
 */
export async function tellPullRequests(request: TellRequest): Promise<readonly Problem[]> {
  const { forge, config } = request;
  const { releasedComment, releasedLabel } = config;
  if (!forge.capabilities.pullRequests || (!releasedComment && releasedLabel === null)) return [];
  const told = [...findTold(request)].toSorted(([a], [b]) => b - a);
  const some = told.slice(0, MOST_PULLS);
  const labelled =
    releasedLabel === null ? [] : await each(request, some, "labelled as released", ([pull]) => forge.addLabel(pull, releasedLabel));
  const commented = releasedComment
    ? await each(request, some, "told of their release", ([pull, versions]) => comment(forge, pull, versions))
    : [];
  const rest = told.length - some.length;
  const left =
    rest > 0
      ? [toWarning("forge-rate-limit", `${rest} older pull requests were not told of their release.`, "There is nothing to do.")]
      : [];
  return [...labelled, ...commented, ...left];
}

type Told = readonly [number: number, versions: readonly ReleasedIn[]];

/** The versions that each pull request was released in, as far as their releases were published just now. */
function findTold({ outcomes, pulls }: TellRequest): ReadonlyMap<number, readonly ReleasedIn[]> {
  const told = new Map<number, readonly ReleasedIn[]>();
  for (const { action, result } of outcomes) {
    if (action.type !== "create-release" || action.draft || result.kind !== "done") continue;
    const version = { title: `${action.flow} ${action.version}`, url: result.url };
    for (const { number } of pulls.get(action.tag) ?? []) told.set(number, [...(told.get(number) ?? []), version]);
  }
  return told;
}

async function comment({ comments }: TellRequest["forge"], pull: number, versions: readonly ReleasedIn[]): Promise<void> {
  const earlier = await comments.find(pull, RELEASED_MARKER);
  const body = renderReleasedComment(versions, earlier?.body ?? null);
  if (earlier === null) await comments.create(pull, RELEASED_MARKER, body);
  else if (earlier.body.replaceAll("\r\n", "\n").trimEnd() !== body.trimEnd()) await comments.edit(earlier.id, body);
}

/** Does something for each pull request, and gives one warning about all for which it failed. */
async function each(
  { time, deadline }: TellRequest,
  told: readonly Told[],
  done: string,
  tell: (one: Told) => Promise<unknown>,
): Promise<readonly Problem[]> {
  let first: Problem | null = null;
  let failed = 0;
  let streak = 0;
  for (const [index, one] of told.entries()) {
    if (streak === MOST_FAILURES || (deadline !== null && time.now() >= deadline)) {
      failed += told.length - index;
      break;
    }
    try {
      await tell(one);
      streak = 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      first ??= error.problems[0];
      failed += 1;
      streak += 1;
    }
  }
  if (failed === 0) return [];
  const count = `${failed} of ${told.length} pull requests ${failed === 1 ? "was" : "were"} not ${done}`;
  return first === null
    ? [toWarning("forge-rate-limit", `${count}: the time that was given to this run is over.`, "Give the run more minutes.")]
    : [toWarning(first.code, `${count}. ${first.message}`, first.fix)];
}
