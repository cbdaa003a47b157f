import { tmpdir } from "node:os";
import * as core from "@actions/core";
import { effectiveMode } from "../config/mode.ts";
import type { Overrides } from "../config/overrides.ts";
import { gitEnvironment } from "../git/environment.ts";
import type { Time } from "../model/time.ts";
import { secretForms } from "../output/redact.ts";
import { carryOut } from "./carry-out.ts";
import { createCounters } from "./counters.ts";
import { readEvent, refuseUnsafe } from "./event.ts";
import { isOwnToken, readInputOverrides, readInputs } from "./inputs.ts";
import { KEYS_STATE } from "./keys-state.ts";
import { openKeys, type Keys } from "./keys.ts";
import { createProgressLog } from "./progress-log.ts";
import { reportRun } from "./report-run.ts";
import { reportStop } from "./report-stop.ts";
import { readInputSecrets, secretTexts, type Secrets } from "./secrets.ts";
import { readServerKeysOf } from "./server-keys.ts";
import { openSession, type Session } from "./session.ts";
import { readSurroundings, toGithubSettings, value, type Surroundings } from "./surroundings.ts";
import { createVoice, type Voice } from "./voice.ts";
import { openWorkspace } from "./workspace.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Identity of the workflow's own token: https://api.github.com/users/github-actions%5Bbot%5D */
const ACTIONS_BOT = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };

/** Everything that one run of the action is made of. */
export interface Run {
  readonly environment: Environment;
  readonly time: Time;
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly surroundings: Surroundings;
  readonly voice: Voice;
  readonly counters: ReturnType<typeof createCounters>;
}

/** Runs the action as the environment tells, and gives its exit code. */
export async function runAction(environment: Environment, time: Time): Promise<number> {
  const inputs = readInputs(environment);
  const secrets = readInputSecrets(inputs);
  const surroundings = readSurroundings(environment, inputs["token"] ?? null, secretTexts(secrets));
  for (const form of secretForms(surroundings.secrets)) core.setSecret(form);
  const voice = createVoice(surroundings.secrets, (text) => {
    process.stdout.write(text);
  });
  const counters = createCounters(() => performance.now());
  try {
    return await perform({ environment, time, inputs, secrets, surroundings, voice, counters });
  } catch (error) {
    return reportStop(error, environment, voice, "The run ended early. What it has made stays; the next run makes what is missing.");
  }
}

async function perform(run: Run): Promise<number> {
  const { environment, time, voice, counters, inputs } = run;
  const event = await readEvent(environment);
  const { overrides, warnings } = readInputOverrides(inputs, event);
  voice.annotate(warnings);
  const mode = effectiveMode(overrides.run, event.name);
  if (mode === "check") {
    const { runCheck } = await import("./run-check.ts");
    return runCheck(run, event, overrides);
  }
  const { maxMinutes, maxReleases, resync } = overrides.run;
  const deadline = maxMinutes === null ? null : time.now() + maxMinutes * 60_000;
  const apply = mode === "apply";
  if (apply) await refuseUnsafe(event, environment, counters.onProcess);
  const keys = await openRunKeys(run);
  try {
    const session = await openRun(run, overrides, keys, deadline);
    const options = { apply, fallback: ACTIONS_BOT, thorough: event.name !== "push", everything: true, earlierPlan: null, index: true };
    const report = await carryOut({ session, keys }, { ...options, time, deadline, maxReleases, resync });
    return await reportRun({ environment, voice, session, apply, report, metrics: counters.read, time, deadline });
  } finally {
    // What was made is made; the step that runs last tries again.
    await keys.close().catch((error: unknown) => {
      voice.say(`The folder with the keys could not be removed yet: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

/** The keys' folder is told to the step that runs after all others, which removes it should this process be killed. */
function openRunKeys({ environment, secrets, surroundings, time }: Run): Promise<Keys> {
  return openKeys({
    secrets,
    parent: value(environment, "RUNNER_TEMP") ?? tmpdir(),
    environment: gitEnvironment(environment, null),
    time,
    readServerKeys: () => readServerKeysOf(surroundings, time),
    onFolder: (path) => {
      core.saveState(KEYS_STATE, path);
    },
  });
}

async function openRun(run: Run, { config, selection, run: settings }: Overrides, keys: Keys, deadline: number | null): Promise<Session> {
  const { environment, surroundings, counters, voice, time, secrets, inputs } = run;
  const { registry } = settings;
  const directory = await openWorkspace(environment, surroundings, counters, {
    branch: config.branch ?? null,
    registry: registry === null ? null : { name: registry, token: secrets.registryToken, ssh: keys.registrySsh },
  });
  return openSession({
    directory,
    safeDirectory: directory,
    environment,
    surroundings,
    counters,
    config: { kind: "branch", path: settings.configPath, required: settings.configRequired },
    overrides: config,
    selection,
    forge: "github",
    github: toGithubSettings(surroundings, {
      onExchange: counters.onExchange,
      onWait: counters.onWait,
      findToken: () => Promise.resolve(null),
      ownToken: isOwnToken(inputs, surroundings),
      time,
      deadline,
    }),
    keys,
    elsewhere:
      registry === null
        ? null
        : { url: `${surroundings.serverUrl}/${surroundings.repository ?? ""}`, registry, token: secrets.registryToken },
    offline: false,
    onProgress: createProgressLog(voice.say, () => performance.now()).onProgress,
  });
}
