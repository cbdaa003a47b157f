import type { IssueTracker, ManagedIssue } from "../forge/port.ts";
import { ISSUE_LABEL, ISSUE_MARKER, ISSUE_TITLE, planIssue, type ReportedRun } from "../manual/issue.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";

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
    return { url: await writeIssue(issues, run), problem: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [{ message, fix }] = error.problems;
    const text = `The issue with manual steps could not be written: ${message}`;
    return { url: null, problem: { code: "issue-not-written", severity: "warning", path: null, line: null, message: text, fix } };
  }
}

async function writeIssue(issues: IssueTracker, run: ReportedRun): Promise<string | null> {
  const found = await find(issues, run);
  const change = planIssue(found, run);
  switch (change.kind) {
    case "none":
      return openUrl(found);
    case "create":
      return (await issues.create(SIGNS, ISSUE_TITLE, change.body)).url;
    case "edit": {
      // Killed in between, it is better to lose a comment than to make one twice.
      const { url } = await issues.edit(change.number, { body: change.body, state: "open" });
      if (change.comment !== null) await issues.comment(change.number, change.comment);
      return url;
    }
    case "close":
      await issues.edit(change.number, { body: change.body, state: "closed" });
      await issues.comment(change.number, change.comment);
      return null;
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
