import { failure, Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { IssueSigns, IssueTracker } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { toRefusal } from "./failures.ts";
import { findIssue, hasLabel, withoutMarker } from "./find-issue.ts";
import { issueFailure } from "./issue-failure.ts";
import { ensureLabel } from "./label.ts";
import { parseIssue, type GithubIssue } from "./parse-issue.ts";
import { writeOnce } from "./write-once.ts";

/** The fields of an issue that are ever changed. */
interface Change {
  readonly body?: string;
  readonly labels?: string[];
  readonly state?: "open" | "closed";
  readonly state_reason?: "completed" | "not_planned" | "reopened";
}

interface Repository {
  readonly client: Client;
  readonly place: Place;
  readonly time: Time;
}

/** The managed issue among a repository's issues. `login` is the token's own; null when it is not known. */
export function createIssueTracker(client: Client, place: Place, login: () => Promise<string | null>, time: Time): IssueTracker {
  const repository = { client, place, time };
  const find = (signs: IssueSigns): Promise<GithubIssue | null> => findIssue(client, place, () => ownLogin(login), signs);
  return {
    find,
    create: async (signs, title, body) => {
      // First of all, so that nothing is made that could not be found again.
      await ownLogin(login);
      await ensureLabel(client, place, signs.label, time);
      const created = await post(repository, { title, body, labels: [signs.label] }, async () => openOrNull(await find(signs)));
      const issue = hasLabel(created, signs.label) ? created : await labelOrClose(repository, created, signs);
      // Two runs at once each make one; all but the first take theirs back.
      const first = openOrNull(await find(signs));
      if (first === null || first.number >= issue.number) return issue;
      await takeBack(repository, issue, signs);
      await commentIfPossible(repository, issue.number, `Duplicate of #${first.number}.`);
      return first;
    },
    edit: (number, { body, state }) =>
      update(repository, number, { body, state, state_reason: state === "open" ? "reopened" : "completed" }),
    comment: (number, text) => comment(repository, number, text),
  };
}

async function ownLogin(login: () => Promise<string | null>): Promise<string> {
  const known = await login();
  if (known !== null) return known;
  throw failure(
    "issue-not-written",
    "The server does not tell whose token this is, so that its own issue cannot be told from others.",
    "Use the workflow's own token, a personal token or a GitHub App's token.",
  );
}

function openOrNull(issue: GithubIssue | null): GithubIssue | null {
  return issue?.state === "open" ? issue : null;
}

async function post(
  { client, place, time }: Repository,
  issue: { readonly title: string; readonly body: string; readonly labels: string[] },
  look: () => Promise<GithubIssue | null>,
): Promise<GithubIssue> {
  const what = "The issue could not be created";
  const write = async (): Promise<GithubIssue> => parseIssue((await client.rest.issues.create({ ...place, ...issue })).data);
  try {
    return (await writeOnce(time, { what, write, look, taken: () => false })).value;
  } catch (error) {
    throw issueFailure(what, error);
  }
}

/** GitHub drops labels without a word where a token may not set them. Without its label no later run finds the issue. */
async function labelOrClose(repository: Repository, issue: GithubIssue, signs: IssueSigns): Promise<GithubIssue> {
  const labelled = await addLabel(repository, issue, signs.label);
  if (labelled !== null) return labelled;
  await takeBack(repository, issue, signs);
  throw failure(
    "forge-denied",
    `The issue #${issue.number} did not get the label ${signs.label}, and was closed again.`,
    "Give the job `permissions: issues: write`, or use a token that may label issues.",
  );
}

/** Null when it is refused, openly or without a word. */
async function addLabel(repository: Repository, { number, labels }: GithubIssue, label: string): Promise<GithubIssue | null> {
  try {
    const changed = await update(repository, number, { labels: [...labels, label] });
    return hasLabel(changed, label) ? changed : null;
  } catch (error) {
    if (error instanceof Failure && (error.code === "forge-denied" || error.code === "issue-not-written")) return null;
    throw error;
  }
}

/** Closes an issue that should not be there. It loses its marker in the same request, so that it is never found again. */
async function takeBack(repository: Repository, { number, body }: GithubIssue, { marker }: IssueSigns): Promise<void> {
  await update(repository, number, { body: withoutMarker(body, marker), state: "closed", state_reason: "not_planned" });
}

/** Every change is to given values, so that it can be repeated. */
async function update({ client, place, time }: Repository, number: number, change: Change): Promise<GithubIssue> {
  const what = `The issue #${number} could not be changed`;
  const request = { ...place, issue_number: number, ...change };
  const write = async (): Promise<GithubIssue> => parseIssue((await client.rest.issues.update(request)).data);
  try {
    return (await writeOnce(time, { what, write, look: () => Promise.resolve(null), taken: () => false })).value;
  } catch (error) {
    throw issueFailure(what, error);
  }
}

/** Never repeated: twice would be worse than never. In a locked issue nothing is said, which is no error. */
async function comment({ client, place }: Repository, number: number, body: string): Promise<void> {
  try {
    await client.rest.issues.createComment({ ...place, issue_number: number, body });
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal?.status === 403 && /\blocked\b/i.test(refusal.words)) return;
    throw issueFailure(`The issue #${number} could not be commented on`, error);
  }
}

/** For a comment that nothing depends on. */
async function commentIfPossible(repository: Repository, number: number, text: string): Promise<void> {
  try {
    await comment(repository, number, text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
