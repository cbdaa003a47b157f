import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { parseDispatchInputs } from "../config/dispatch.ts";
import { effectiveMode } from "../config/mode.ts";
import { parseOverrides, type Overrides } from "../config/overrides.ts";
import { Failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { allProblems, failureProblems } from "../output/attention.ts";
import { toExitCode } from "../output/exit-code.ts";
import { renderOutcomes } from "../output/outcome-text.ts";
import { toOutputs } from "../output/outputs.ts";
import { renderPlan } from "../output/plan-text.ts";
import { createRedactor, secretForms } from "../output/redact.ts";
import { renderSummary } from "../output/summary.ts";
import { renderAnnotations, renderStopped } from "../output/workflow-commands.ts";
import { readTagger } from "../git/read-tagger.ts";
import { emptyPlan, planRelease, release } from "../run/release.ts";
import { DEFAULT_CONFIG } from "../config/config.ts";
import { isOnServer } from "../git/environment.ts";
import { batchSize } from "./batch-size.ts";
import { createCounters } from "./counters.ts";
import { reportFailure } from "./report-failure.ts";
import { createProgressLog } from "./progress-bar.ts";
import { openSession, type Session } from "./session.ts";
import { readSurroundings, value, type Surroundings } from "./surroundings.ts";
import { openWorkspace } from "./workspace.ts";

const environment = process.env;

/** Identity of the workflow's own token: https://api.github.com/users/github-actions%5Bbot%5D */
const ACTIONS_BOT = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };

process.exitCode = await main();

async function main(): Promise<number> {
  const inputs = readInputs();
  const surroundings = readSurroundings(environment, inputs["token"] ?? null);
  for (const form of secretForms(surroundings.secrets)) core.setSecret(form);
  const redact = createRedactor(surroundings.secrets);
  // Whatever comes from the registry or a server may look like a workflow command.
  const say = (text: string): void => {
    process.stdout.write(`${renderStopped(redact(text), randomUUID())}\n`);
  };
  const annotate = (problems: readonly Problem[]): void => {
    for (const line of renderAnnotations(problems)) process.stdout.write(`${redact(line)}\n`);
  };
  const counters = createCounters(() => performance.now());
  try {
    const event = await readEvent();
    const overrides = readOverrides(inputs, event, annotate);
    const { run, selection, config } = overrides;
    const eventName = value(environment, "GITHUB_EVENT_NAME") ?? "";
    const { directory } = await openWorkspace(environment, surroundings, counters, config.branch ?? null);
    const session = await openSession({
      directory,
      safeDirectory: directory,
      environment,
      surroundings,
      counters,
      config: { kind: "branch", path: run.configPath, required: run.configRequired },
      overrides: config,
      selection,
      forge: "github",
      findToken: () => Promise.resolve(null),
      offline: false,
      onProgress: createProgressLog(say, () => performance.now()).onProgress,
    });
    const request = { ...session, thorough: eventName !== "push", everything: true };
    const apply = effectiveMode(run, eventName) === "apply";
    const { plan, outcomes } = apply
      ? await release(request, { ...(await applyOptions(session, inputs, surroundings)) })
      : { plan: await planRelease(request), outcomes: [] };
    const text = { colour: false, width: 160, manual: session.manual };
    const metrics = counters.read();
    say(outcomes.length > 0 ? renderOutcomes(plan, outcomes, { ...text, metrics }) : renderPlan(plan, text));
    annotate([...failureProblems(outcomes), ...allProblems(plan)]);
    await writeSummary(
      redact(renderSummary(plan, outcomes, { manual: session.manual, repositoryUrl: session.forge.repositoryUrl, metrics })),
    );
    await writeOutputs(plan, outcomes, redact);
    return toExitCode(plan, outcomes);
  } catch (error) {
    const { text, problems } = reportFailure(error, false);
    say(text);
    annotate(problems);
    await writeSummary(
      `## flow-tagbot\n\nThe run ended early. What it has made stays; the next run makes what is missing.\n\n\`\`\`text\n${redact(text).replaceAll("```", "'''")}\n\`\`\`\n`,
    );
    await writeOutputs({ ...emptyPlan(DEFAULT_CONFIG), problems: error instanceof Failure ? error.problems : [] }, [], redact);
    return 1;
  }
}

/** `INPUT_DRY-RUN` as `dry-run`: the runner upper-cases names and keeps hyphens. */
function readInputs(): Readonly<Record<string, string>> {
  const prefix = "INPUT_";
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, text]) =>
      name.startsWith(prefix) && text !== undefined && text.trim() !== "" ? [[name.slice(prefix.length).toLowerCase(), text]] : [],
    ),
  );
}

async function readEvent(): Promise<unknown> {
  const path = value(environment, "GITHUB_EVENT_PATH");
  if (path === null) return null;
  const event: unknown = JSON.parse(await readFile(path, "utf8"));
  return event;
}

/** The step's inputs, with what a person chose when starting the workflow by hand laid over them. */
function readOverrides(
  inputs: Readonly<Record<string, string>>,
  event: unknown,
  annotate: (problems: readonly Problem[]) => void,
): Overrides {
  const dispatched =
    value(environment, "GITHUB_EVENT_NAME") === "workflow_dispatch" && typeof event === "object" && event !== null && "inputs" in event
      ? event.inputs
      : null;
  const dispatch = parseDispatchInputs(dispatched);
  annotate(dispatch.warnings);
  const parsed = parseOverrides({ ...inputs, ...dispatch.values });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

async function applyOptions(
  { repository, config }: Session,
  inputs: Readonly<Record<string, string>>,
  { serverUrl }: Surroundings,
): Promise<Parameters<typeof release>[1]> {
  const { token, "workflow-token": own } = inputs;
  const isOwn = own === undefined ? token?.startsWith("github_pat_") !== true && token?.startsWith("ghp_") !== true : token === own;
  const url = repository.remote?.url ?? null;
  // Over SSH a deploy key pushes, whatever the token is.
  const pushesOwn = isOwn && url !== null && isOnServer(url, serverUrl);
  return {
    tagger: await readTagger(repository.git, ACTIONS_BOT),
    tagsPerPush: config.tagsPerPush ?? batchSize(url, pushesOwn),
    secondMs: 1000,
    earlierPlan: null,
  };
}

/** Where there is a summary at all: old servers have none. */
async function writeSummary(text: string): Promise<void> {
  if (value(environment, "GITHUB_STEP_SUMMARY") !== null) await core.summary.addRaw(text).write();
}

async function writeOutputs(plan: Plan, outcomes: readonly Outcome[], redact: (text: string) => string): Promise<void> {
  for (const [name, text] of Object.entries(toOutputs(plan, outcomes, { issueUrl: null }))) core.setOutput(name, redact(text));
  const file = join(value(environment, "RUNNER_TEMP") ?? ".", `flow-tagbot-plan-${randomUUID()}.json`);
  await writeFile(file, redact(`${JSON.stringify(plan)}\n`));
  core.setOutput("plan-file", file);
}
