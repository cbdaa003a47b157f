import { isObjectId } from "../model/object-id.ts";
import { branchNameProblem } from "../model/ref-name.ts";

/** What a workflow's event tells about whose code may lie in the workspace. */
export interface EventFacts {
  readonly name: string;
  /** The event is about a pull request, or about code, of another repository. */
  readonly fromFork: boolean;
  /** The event follows a pull request; always true of an event that is one. */
  readonly ofPullRequest: boolean;
}

/** Events that run with the repository's own rights although they are about somebody else's code. */
const PRIVILEGED: readonly string[] = ["pull_request_target", "workflow_run"];

/** Reads `GITHUB_EVENT_NAME` and the event's payload, of which nothing is taken for granted. */
export function parseEvent(name: string, payload: unknown): EventFacts {
  const pull = field(payload, "pull_request");
  const run = field(payload, "workflow_run");
  const base = field(field(payload, "repository"), "full_name");
  const head = field(field(field(pull, "head"), "repo"), "full_name") ?? field(field(run, "head_repository"), "full_name");
  // Without the name of the head's repository (a deleted fork) it is not this one.
  const started = field(run, "event");
  return {
    name,
    fromFork: (pull !== undefined || run !== undefined) && (head === undefined || head !== base),
    ofPullRequest: run === undefined || (typeof started === "string" && started.startsWith("pull_request")),
  };
}

/** Whether the checkout's commit matters for {@link writeRefusal}. */
export function isPrivileged({ name }: EventFacts): boolean {
  return PRIVILEGED.includes(name);
}

/**
 * Why a run on this event must not write, or null. `workflowCommit` is what the event runs for (`GITHUB_SHA`),
 * `checkedOut` the workspace's commit; another one than the former is a pull request's code.
 * https://docs.github.com/actions/reference/security/securely-using-pull_request_target
 */
export function writeRefusal(event: EventFacts, workflowCommit: string | null, checkedOut: string | null): string | null {
  if (event.name === "pull_request" && event.fromFork) return "A pull request from a fork must not make tags or releases.";
  if (isPrivileged(event) && (event.fromFork || event.ofPullRequest) && checkedOut !== null && checkedOut !== workflowCommit)
    return `The workspace holds ${checkedOut}, the code of a pull request, in a run with the repository's own rights (${event.name}).`;
  return null;
}

/** What is to land, by its event. */
export interface PullFacts {
  /** Null in a merge queue. */
  readonly number: number | null;
  /** Name of the branch that it is to land on. */
  readonly branch: string;
  /** The branch as the event has seen it, and what is to land on it: full commit ids. */
  readonly base: string;
  readonly head: string;
}

/** Reads a `pull_request`, `pull_request_target` or `merge_group` event; null for any other, and for one of another shape. */
export function parsePull(payload: unknown): PullFacts | null {
  const pull = field(payload, "pull_request");
  const group = field(payload, "merge_group");
  const branch = pull === undefined ? withoutPrefix(field(group, "base_ref")) : field(field(pull, "base"), "ref");
  const base = pull === undefined ? field(group, "base_sha") : field(field(pull, "base"), "sha");
  const head = pull === undefined ? field(group, "head_sha") : field(field(pull, "head"), "sha");
  const number = field(pull, "number");
  if (typeof branch !== "string" || branchNameProblem(branch) !== null || !isCommit(base) || !isCommit(head)) return null;
  return { number: typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null, branch, base, head };
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && isObjectId(value);
}

function withoutPrefix(ref: unknown): unknown {
  return typeof ref === "string" && ref.startsWith(HEADS) ? ref.slice(HEADS.length) : undefined;
}

const HEADS = "refs/heads/";

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
