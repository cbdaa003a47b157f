import { renderSteps } from "../../manual/issue.ts";
import type { Plan } from "../../model/plan.ts";
import { toExitCode } from "../../output/exit-code.ts";
import { renderOutcomes } from "../../output/outcome-text.ts";
import { renderPlan } from "../../output/plan-text.ts";
import type { ReleaseReport } from "../../run/release.ts";
import { carryOut, NOBODY } from "../carry-out.ts";
import { command, type CommandContext } from "../command-session.ts";
import { readFlagFile, textOf } from "../flags.ts";
import { keepIssue, toPublicSteps } from "../keep-issue.ts";
import { value } from "../surroundings.ts";

export const apply = command({ offline: false }, async (context) => {
  const { session, time, deadline, run, counters, invocation, json, text, print } = context;
  const file = textOf(invocation.flags["plan"]);
  const report = await carryOut(context, {
    apply: !run.dryRun,
    fallback: NOBODY,
    thorough: true,
    everything: json,
    time,
    deadline,
    maxReleases: run.maxReleases,
    earlierPlan: file === null || run.dryRun ? null : await readPlan(file),
  });
  const issueUrl = run.dryRun ? null : await writeIssue(context, report);
  const { plan, outcomes } = report;
  const { manual } = session;
  const metrics = counters.read();
  if (json) print(`${JSON.stringify({ plan, outcomes, issueUrl, metrics })}\n`);
  else {
    print(outcomes.length === 0 ? renderPlan(plan, { ...text, manual }) : renderOutcomes(plan, outcomes, { ...text, manual, metrics }));
    if (issueUrl !== null) print(`The steps for a person are in ${issueUrl}\n`);
  }
  return toExitCode(plan, outcomes);
});

/** A person at a terminal sees the steps there; a workflow and a local registry keep them where others find them. */
async function writeIssue({ session, invocation, redact, note }: CommandContext, report: ReleaseReport): Promise<string | null> {
  const { forge, config } = session;
  const wanted = config.issue ?? (forge.name === "local" || value(invocation.environment, "GITHUB_ACTIONS") !== null);
  if (!wanted) return null;
  const steps = toPublicSteps(session, report, redact);
  const { url, problem } = await keepIssue(session, report, steps);
  if (problem !== null) note(`${problem.message}${steps.length === 0 ? "" : `\n\n${renderSteps(steps)}`}\n`);
  return url;
}

async function readPlan(path: string): Promise<Plan> {
  const { parsePlan } = await import("../../plan/parse-plan.ts");
  return parsePlan(await readFlagFile(path, "plan", "plan-invalid"));
}
