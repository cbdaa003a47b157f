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

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
