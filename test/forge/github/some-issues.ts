import { createIssueTracker } from "../../../src/forge/github/issues.ts";
import type { IssueTracker } from "../../../src/forge/port.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Issue } from "../../support/github/state.ts";
import { issueBody, SIGNS } from "../contract.ts";
import { openClient } from "./open-github.ts";

/** Login of the stand-in's write token. */
export const LOGIN = "github-actions[bot]";

/** An open issue with all signs of ours. */
export function someIssue(number: number, changes: Partial<Issue> = {}): Issue {
  return {
    number,
    title: `Issue ${number}`,
    body: issueBody(`body ${number}`),
    state: "open",
    stateReason: null,
    labels: [SIGNS.label],
    author: LOGIN,
    locked: false,
    createdAt: "2026-02-01T00:00:00Z",
    updatedAt: "2026-02-01T00:00:00Z",
    closedAt: changes.state === "closed" ? "2026-02-01T00:00:00Z" : null,
    comments: [],
    isPullRequest: false,
    ...changes,
  };
}

/** A tracker with a client of its own, as every run has. */
export function openTracker(github: GithubStandIn, login: string | null = LOGIN, token: string = github.tokens.write): IssueTracker {
  const time = createFakeTime();
  const { client, place } = openClient(github, { token, time });
  return createIssueTracker(client, place, () => Promise.resolve(login), time);
}
