import { tmpdir } from "node:os";
import { parsePull, type PullFacts } from "../config/event.ts";
import type { Overrides } from "../config/overrides.ts";
import { gitEnvironment } from "../git/environment.ts";
import { failure } from "../model/failure.ts";
import { check } from "../run/check.ts";
import type { PullQuestion } from "../run/locate-pull.ts";
import { readCheckout, type ReadEvent } from "./event.ts";
import { isOwnToken } from "./inputs.ts";
import { openKeys } from "./keys.ts";
import { createProgressLog } from "./progress-log.ts";
import { reportCheck } from "./report-check.ts";
import { reportStop } from "./report-stop.ts";
import type { Run } from "./run-action.ts";
import { readInputSecrets } from "./secrets.ts";
import { readServerKeysOf } from "./server-keys.ts";
import { openSession, type Session } from "./session.ts";
import { toGithubSettings, value } from "./surroundings.ts";
import { openWorkspace } from "./workspace.ts";

/** Checks what the event is about. Of a pull request nothing is run or rendered, and nothing is pushed. */
export async function runCheck(run: Run, event: ReadEvent, overrides: Overrides): Promise<number> {
  const { environment, voice, counters } = run;
  try {
    const pull = parsePull(event.payload);
    const checkedOut = await readCheckout(environment, counters.onProcess);
    const question = toQuestion(event.name, pull, checkedOut, value(environment, "GITHUB_SHA"));
    const session = await openCheck(run, overrides, pull);
    const report = await check({ ...session, configPath: overrides.run.configPath, question });
    return await reportCheck({ environment, voice, session, report, event, pull });
  } catch (error) {
    return reportStop(error, environment, voice, "The check could not be made.");
  }
}

/**
 * What the event's commits are. A checkout step takes GitHub's test merge, or the pull request itself, as it is told;
 * where it took the base, or where there is none, the merge is what the run is for.
 */
export function toQuestion(event: string, pull: PullFacts | null, checkedOut: string | null, runFor: string | null): PullQuestion {
  if (pull !== null && event === "merge_group") return { kind: "range", base: pull.base, head: pull.head };
  // Here the run is for the base, and so is its checkout.
  if (pull !== null && event === "pull_request_target") return { kind: "commit", head: pull.head, event: pull };
  return { kind: "commit", head: checkedOut === null || checkedOut === pull?.base ? runFor : null, event: pull };
}

async function openCheck(run: Run, { config, run: settings }: Overrides, pull: PullFacts | null): Promise<Session> {
  const { environment, surroundings, counters, voice, time, inputs } = run;
  if (settings.registry !== null)
    throw failure("input-invalid", "A registry elsewhere cannot be checked.", "Leave `registry` away, and run the check in the registry.");
  const branch = pull?.branch ?? config.branch ?? null;
  const directory = await openWorkspace(environment, surroundings, counters, { branch, registry: null, history: false });
  return openSession({
    directory,
    safeDirectory: directory,
    environment,
    surroundings,
    counters,
    config: { kind: "branch", path: settings.configPath, required: settings.configRequired },
    overrides: branch === null ? config : { ...config, branch },
    forge: "github",
    github: toGithubSettings(surroundings, {
      onExchange: counters.onExchange,
      onWait: counters.onWait,
      findToken: () => Promise.resolve(null),
      ownToken: isOwnToken(inputs, surroundings),
      time,
      deadline: null,
    }),
    // Nothing is pushed or signed, so that no key is even put on disk.
    keys: await openKeys({
      secrets: readInputSecrets({}),
      parent: value(environment, "RUNNER_TEMP") ?? tmpdir(),
      environment: gitEnvironment(environment, null),
      time,
      readServerKeys: () => readServerKeysOf(surroundings, time),
      onFolder: () => undefined,
    }),
    elsewhere: null,
    offline: false,
    history: false,
    onProgress: createProgressLog(voice.say, () => performance.now()).onProgress,
  });
}
