import { readFile } from "node:fs/promises";
import { isPrivileged, parseEvent, writeRefusal, type EventFacts } from "../config/event.ts";
import { gitEnvironment } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import { failure } from "../model/failure.ts";
import { value } from "./surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReadEvent extends EventFacts {
  /** As the server sent it; null where there is none. */
  readonly payload: unknown;
}

/** What started the workflow. */
export async function readEvent(environment: Environment): Promise<ReadEvent> {
  const path = value(environment, "GITHUB_EVENT_PATH");
  const payload = path === null ? null : await readPayload(path);
  return { ...parseEvent(value(environment, "GITHUB_EVENT_NAME") ?? "", payload), payload };
}

/** Stops a run that would write with the repository's rights for somebody who has none. */
export async function refuseUnsafe(event: EventFacts, environment: Environment, onProcess: () => void): Promise<void> {
  const checkedOut = isPrivileged(event) ? await readCheckout(environment, onProcess) : null;
  const refused = writeRefusal(event, value(environment, "GITHUB_SHA"), checkedOut);
  if (refused !== null)
    throw failure(
      "event-unsafe",
      `mode: apply is refused. ${refused}`,
      "Leave `mode` at `auto`, which only checks on pull requests, or run on push, schedule and workflow_dispatch.",
    );
}

/** The commit that is checked out in the workspace; null where none is. */
export async function readCheckout(environment: Environment, onProcess: () => void): Promise<string | null> {
  const workspace = value(environment, "GITHUB_WORKSPACE") ?? ".";
  const git = createGit({ directory: workspace, environment: gitEnvironment(environment, workspace), onProcess });
  const head = await git.attempt(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  return head.code === 0 ? head.stdout.trim() : null;
}

async function readPayload(path: string): Promise<unknown> {
  const payload: unknown = JSON.parse(await readFile(path, "utf8"));
  return payload;
}
