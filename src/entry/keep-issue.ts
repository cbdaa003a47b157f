import { toSteps, type Step } from "../manual/steps.ts";
import type { ReleaseReport } from "../run/release.ts";
import { reportIssue, type IssueReport } from "../run/report-issue.ts";
import type { Session } from "./session.ts";

type Redact = (text: string) => string;

/** What only a person can do after a run, without secrets: steps go to places that everybody reads, and quote servers. */
export function toPublicSteps(
  { manual }: Pick<Session, "manual">,
  { plan, outcomes, notes }: ReleaseReport,
  redact: Redact,
): readonly Step[] {
  return toSteps(plan, outcomes, { ...manual, notes }).map((step) => ({
    ...step,
    what: redact(step.what),
    serverWords: step.serverWords === null ? null : redact(step.serverWords),
    ways: step.ways.map((way) => ({ ...way, title: redact(way.title), commands: way.commands.map(redact) })),
  }));
}

/** Brings the one issue, or page, up to date with the steps of a run. */
export async function keepIssue(
  { forge, selection }: Pick<Session, "forge" | "selection">,
  { plan, outcomes, whole, complete }: ReleaseReport,
  steps: readonly Step[],
): Promise<IssueReport> {
  const narrowed = whole ? selection.flows.length > 0 || selection.version !== null : true;
  return reportIssue(forge.issues, { steps, plan, outcomes, narrowed, complete });
}
