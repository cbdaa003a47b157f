import type { PullFacts } from "../config/event.ts";
import { renderCheckComment } from "../output/check-comment.ts";
import { renderCheckSummary } from "../output/check-summary.ts";
import { renderCheck } from "../output/check-text.ts";
import type { CheckReport } from "../plan/guard/report.ts";
import { emptyPlan } from "../run/release.ts";
import { reportComment, type CommentReport } from "../run/report-comment.ts";
import type { ReadEvent } from "./event.ts";
import { writeOutputs, writeSummary } from "./report-run.ts";
import type { Session } from "./session.ts";
import { value } from "./surroundings.ts";
import type { Voice } from "./voice.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The first line of the comment, which nobody sees. */
export const COMMENT_MARKER = "<!-- flow-tagbot:check -->";

export interface CheckToReport {
  readonly environment: Environment;
  readonly voice: Voice;
  readonly session: Session;
  readonly report: CheckReport;
  readonly event: ReadEvent;
  /** Null where the event is about no pull request. */
  readonly pull: PullFacts | null;
}

/** Tells what a check found, everywhere where somebody may look; gives the exit code: 0 fine, 2 findings that are errors. */
export async function reportCheck(checked: CheckToReport): Promise<number> {
  const { environment, voice, session, report } = checked;
  voice.say(renderCheck(report, { colour: false, width: 160 }));
  const comment = await writeComment(checked);
  if (comment.url !== null) voice.say(`The comment on the pull request: ${comment.url}`);
  voice.annotate(comment.problem === null ? [] : [comment.problem]);
  voice.annotateFindings(report.findings);
  await writeSummary(environment, voice.redact(renderCheckSummary(report, { repositoryUrl: session.forge.repositoryUrl })));
  const plan = { ...emptyPlan(session.config), head: report.base };
  await writeOutputs(environment, plan, [], { issueUrl: null, steps: null, index: null, check: report }, voice.redact);
  return report.ok ? 0 : 2;
}

async function writeComment({ environment, voice, session, report, event, pull }: CheckToReport): Promise<CommentReport> {
  const none: CommentReport = { url: null, problem: null };
  if (!session.config.guard.comment || pull === null || pull.number === null) return none;
  if (event.name === "pull_request" && event.fromFork) {
    voice.say("No comment is written: the pull request comes from a fork, and its token only reads.");
    return none;
  }
  const { repositoryUrl, comments } = session.forge;
  const body = renderCheckComment(report, COMMENT_MARKER, { repositoryUrl, summaryUrl: toRunUrl(repositoryUrl, environment) });
  const worthMaking = report.versions.length > 0 || report.findings.length > 0;
  return reportComment(comments, { pull: pull.number, marker: COMMENT_MARKER, body: voice.redact(body), worthMaking });
}

/** The page of the run, with its job summary. */
function toRunUrl(repositoryUrl: string | null, environment: Environment): string | null {
  const id = value(environment, "GITHUB_RUN_ID");
  return repositoryUrl === null || id === null || !/^\d+$/.test(id) ? null : `${repositoryUrl}/actions/runs/${id}`;
}
