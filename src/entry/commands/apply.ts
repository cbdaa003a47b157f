import { writeFile } from "node:fs/promises";
import { renderSteps } from "../../manual/issue.ts";
import type { Plan } from "../../model/plan.ts";
import { renderIndex } from "../../plan/registry-index.ts";
import { toExitCode } from "../../output/exit-code.ts";
import { renderOutcomes } from "../../output/outcome-text.ts";
import { renderPlan } from "../../output/plan-text.ts";
import type { RegistryIndex } from "../../plan/index-schema.ts";
import type { ReleaseReport } from "../../run/release.ts";
import { carryOut, NOBODY, tellReleased } from "../carry-out.ts";
import { command, type CommandContext } from "../command-session.ts";
import { readFlagFile, textOf } from "../flags.ts";
import { keepIssue, toPublicSteps } from "../keep-issue.ts";
import { value } from "../surroundings.ts";

export const apply = command({ offline: false }, async (context) => {
  const { session, time, deadline, run, counters, invocation, json, text, print } = context;
  const file = textOf(invocation.flags["plan"]);
  const indexFile = run.dryRun ? null : textOf(invocation.flags["index"]);
  const done = await carryOut(context, {
    apply: !run.dryRun,
    fallback: NOBODY,
    thorough: true,
    everything: json,
    time,
    deadline,
    maxReleases: run.maxReleases,
    resync: run.resync,
    earlierPlan: file === null || run.dryRun ? null : await readPlan(file),
    index: indexFile !== null,
  });
  const issueUrl = run.dryRun ? null : await writeIssue(context, done);
  const report = await tellReleased(session, done, { time, deadline });
  const { plan, outcomes } = report;
  const { manual } = session;
  const metrics = counters.read();
  if (json) print(`${JSON.stringify({ plan, outcomes, issueUrl, metrics })}\n`);
  else {
    print(outcomes.length === 0 ? renderPlan(plan, { ...text, manual }) : renderOutcomes(plan, outcomes, { ...text, manual, metrics }));
    if (issueUrl !== null) print(`The steps for a person are in ${issueUrl}\n`);
  }
  const written = indexFile === null || report.index === null || (await writeIndex(context, indexFile, report.index));
  return written ? toExitCode(plan, outcomes) : 1;
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

/** False, after saying why, where it cannot be written: what was released must be told all the same. */
async function writeIndex({ note }: CommandContext, path: string, index: RegistryIndex): Promise<boolean> {
  try {
    await writeFile(path, renderIndex(index));
    return true;
  } catch (error) {
    note(
      `The index could not be written: ${error instanceof Error ? error.message : String(error)}\nName a file that can be written with --index.\n`,
    );
    return false;
  }
}

async function readPlan(path: string): Promise<Plan> {
  const { parsePlan } = await import("../../plan/parse-plan.ts");
  return parsePlan(await readFlagFile(path, "plan", "plan-invalid"));
}
