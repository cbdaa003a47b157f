import type { IssueTracker, ManagedIssue } from "../forge/port.ts";
import { ISSUE_LABEL, ISSUE_MARKER, ISSUE_TITLE, planIssue, type ReportedRun } from "../manual/issue.ts";
import { Failure } from "../model/failure.ts";
import { toWarning, type Problem } from "../model/problem.ts";

export interface IssueReport {
  /** The open issue; null when there is none, or when it cannot be told. */
  readonly url: string | null;
  /** Why the issue is not as it should be. */
  readonly problem: Problem | null;
}

const SIGNS = { label: ISSUE_LABEL, marker: ISSUE_MARKER };

/** Opens, edits, reopens or closes the one issue, as the steps of the run ask for. It never fails the run. */
export async function reportIssue(issues: IssueTracker, run: ReportedRun): Promise<IssueReport> {
  try {
    return await writeIssue(issues, run);
  } catch (error) {
    return { url: null, problem: toProblem("The issue with manual steps could not be written", error) };
  }
}

function toProblem(what: string, error: unknown): Problem {
  if (!(error instanceof Failure)) throw error;
  const [{ message, fix }] = error.problems;
  return toWarning("issue-not-written", `${what}: ${message}`, fix);
}

async function writeIssue(issues: IssueTracker, run: ReportedRun): Promise<IssueReport> {
  const found = await find(issues, run);
  const change = planIssue(found, run);
  switch (change.kind) {
    case "none":
      return { url: openUrl(found), problem: null };
    case "create":
      return { url: (await issues.create(SIGNS, ISSUE_TITLE, change.body)).url, problem: null };
    case "edit": {
      // Killed in between, it is better to lose a comment than to make one twice.
      const { url } = await issues.edit(change.number, { body: change.body, state: "open" });
      return { url, problem: await comment(issues, change.number, change.comment) };
    }
    case "close":
      await issues.edit(change.number, { body: change.body, state: "closed" });
      return { url: null, problem: await comment(issues, change.number, change.comment) };
  }
}

/** The issue itself is right already, so that a comment which is refused is worth a warning and no more. */
async function comment(issues: IssueTracker, number: number, text: string | null): Promise<Problem | null> {
  try {
    if (text !== null) await issues.comment(number, text);
    return null;
  } catch (error) {
    return toProblem(`The issue #${number} could not be commented on`, error);
  }
}

/** Without a step there is nothing to tell; and where issues cannot be read, none of ours can have been written. */
async function find(issues: IssueTracker, { steps }: ReportedRun): Promise<ManagedIssue | null> {
  try {
    return await issues.find(SIGNS);
  } catch (error) {
    if (steps.length === 0 && error instanceof Failure) return null;
    throw error;
  }
}

function openUrl(issue: ManagedIssue | null): string | null {
  return issue?.state === "open" ? issue.url : null;
}
