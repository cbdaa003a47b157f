import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { renderSteps } from "../manual/issue.ts";
import type { Metrics } from "../model/metrics.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Time } from "../model/time.ts";
import { allProblems, failureProblems } from "../output/attention.ts";
import { toExitCode } from "../output/exit-code.ts";
import { renderNewIssueLink } from "../output/new-issue-link.ts";
import { toCheckJson } from "../output/check-json.ts";
import { renderOutcomes } from "../output/outcome-text.ts";
import { toFindingsOutput } from "../output/findings-output.ts";
import { toOutputs } from "../output/outputs.ts";
import { renderPlan } from "../output/plan-text.ts";
import { renderSummary } from "../output/summary.ts";
import type { CheckReport } from "../plan/guard/report.ts";
import type { RegistryIndex } from "../plan/index-schema.ts";
import { renderIndex } from "../plan/registry-index.ts";
import type { IssueReport } from "../run/report-issue.ts";
import { tellReleased, type CarriedOut } from "./carry-out.ts";
import { keepIssue, toPublicSteps } from "./keep-issue.ts";
import type { Session } from "./session.ts";
import { value } from "./surroundings.ts";
import type { Voice } from "./voice.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface RunReport {
  readonly environment: Environment;
  readonly voice: Voice;
  readonly session: Session;
  /** The plan was carried out, not only made. */
  readonly apply: boolean;
  readonly report: CarriedOut;
  readonly metrics: () => Metrics;
  readonly time: Time;
  readonly deadline: number | null;
}

/** Tells what became of a run, everywhere where somebody may look: issue, log, annotations, summary, outputs. */
export async function reportRun({ environment, voice, session, apply, report: done, metrics, ...limits }: RunReport): Promise<number> {
  const { forge, config } = session;
  const steps = toPublicSteps(session, done, voice.redact);
  const issue: IssueReport = apply && config.issue !== false ? await keepIssue(session, done, steps) : { url: null, problem: null };
  const report = await tellReleased(session, done, limits);
  const { plan, outcomes, notes } = report;
  const link = issue.problem !== null && issue.url === null && steps.length > 0 ? renderNewIssueLink(forge.repositoryUrl, steps) : null;
  const text = { colour: false, width: 160, manual: session.manual };
  voice.say(outcomes.length > 0 ? renderOutcomes(plan, outcomes, { ...text, metrics: metrics() }) : renderPlan(plan, text));
  if (issue.url !== null) voice.say(`The steps for a person are in ${issue.url}`);
  if (link !== null) voice.say(`Open the issue by hand: ${link}`);
  voice.annotate([...failureProblems(outcomes), ...allProblems(plan), ...(issue.problem === null ? [] : [issue.problem])]);
  const summary = renderSummary(plan, outcomes, {
    manual: { ...session.manual, notes },
    repositoryUrl: forge.repositoryUrl,
    metrics: metrics(),
    issue: { url: issue.url, problem: issue.problem, newIssueLink: link },
  });
  await writeSummary(environment, voice.redact(summary));
  await writeOutputs(
    environment,
    plan,
    outcomes,
    { issueUrl: issue.url, steps: steps.length === 0 ? null : renderSteps(steps), index: report.index, check: null },
    voice.redact,
  );
  return toExitCode(plan, outcomes);
}

/** Where there is a summary at all: old servers have none. */
export async function writeSummary(environment: Environment, text: string): Promise<void> {
  if (value(environment, "GITHUB_STEP_SUMMARY") !== null) await core.summary.addRaw(text).write();
}

interface Extra {
  readonly issueUrl: string | null;
  readonly steps: string | null;
  readonly index: RegistryIndex | null;
  /** What a check found; null in every other mode. */
  readonly check: CheckReport | null;
}

export async function writeOutputs(
  environment: Environment,
  plan: Plan,
  outcomes: readonly Outcome[],
  { issueUrl, steps, index, check }: Extra,
  redact: (text: string) => string,
): Promise<void> {
  for (const [name, text] of Object.entries(toOutputs(plan, outcomes, { issueUrl }))) core.setOutput(name, redact(text));
  const folder = value(environment, "RUNNER_TEMP") ?? ".";
  const write = async (name: string, extension: string, text: string): Promise<string> => {
    const file = join(folder, `flow-tagbot-${name}-${randomUUID()}.${extension}`);
    await writeFile(file, redact(text));
    return file;
  };
  core.setOutput("plan-file", await write("plan", "json", `${JSON.stringify(plan)}\n`));
  core.setOutput("steps-file", steps === null ? "" : await write("steps", "md", steps));
  core.setOutput("index-file", index === null ? "" : await write("index", "json", renderIndex(index)));
  core.setOutput("findings", redact(toFindingsOutput(check?.findings ?? [])));
  core.setOutput("check-file", check === null ? "" : await write("check", "json", `${JSON.stringify(toCheckJson(check))}\n`));
}
