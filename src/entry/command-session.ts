import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import type { RunSettings } from "../config/overrides.ts";
import { parseRepositoryAddress } from "../forge/repository-address.ts";
import { gitEnvironment } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import { openRepository } from "../git/open-repository.ts";
import { failure, Failure } from "../model/failure.ts";
import type { Time } from "../model/time.ts";
import type { TextOptions } from "../output/manual-text.ts";
import { createRedactor } from "../output/redact.ts";
import { createCounters, type Counters } from "./counters.ts";
import { readConfigSource, readOverrides, textOf, toForge } from "./flags.ts";
import type { Handler, Invocation } from "./handler.ts";
import { hasColour } from "./has-colour.ts";
import { createProgressBar } from "./progress-bar.ts";
import { createProgressLog } from "./progress-log.ts";
import { refuseToken } from "./refuse-token.ts";
import { reportFailure } from "./report-failure.ts";
import { openKeys, type Keys } from "./keys.ts";
import { readVariableSecrets, secretTexts } from "./secrets.ts";
import { readServerKeysOf } from "./server-keys.ts";
import { openSession, type Session } from "./session.ts";
import { readSurroundings, toGithubSettings } from "./surroundings.ts";
import { createTime } from "./time.ts";
import { cloneElsewhere, type Elsewhere } from "./workspace.ts";

/** What a command works with. */
export interface CommandContext {
  readonly session: Session;
  readonly keys: Keys;
  readonly run: RunSettings;
  readonly time: Time;
  /** When nothing new may begin, on the clock of `time`; null: never. */
  readonly deadline: number | null;
  readonly counters: Counters;
  readonly invocation: Invocation;
  readonly json: boolean;
  /** How to draw text on standard output. */
  readonly text: Omit<TextOptions, "manual">;
  readonly redact: (text: string) => string;
  /** Writes to standard output, without secrets. */
  readonly print: (text: string) => void;
  /** Writes to standard error, without secrets. */
  readonly note: (text: string) => void;
}

interface CommandOptions {
  /** Make do with what this clone knows. */
  readonly offline: boolean;
  /** The branch's newest commit is all that is needed: no history, and no forge. */
  readonly tipOnly?: boolean;
  /** Judge by the configuration of the base, which may be any revision of this clone. */
  readonly fromBase?: boolean;
}

/** Makes a command of its work: opens the registry, shows progress, reports failures. */
export function command(options: CommandOptions, work: (context: CommandContext) => Promise<number>): Handler {
  const { tipOnly = false, fromBase = false } = options;
  return async (invocation) => {
    const { flags, environment, streams } = invocation;
    const revision = fromBase ? textOf(flags["base"]) : null;
    const offline = options.offline || revision !== null;
    const { stdout, stderr } = streams;
    const given = readVariableSecrets(environment);
    const surroundings = readSurroundings(environment, null, secretTexts(given));
    const secrets = createSecrets(surroundings.secrets);
    const time = createTime();
    const now = (): number => performance.now();
    const counters = createCounters(now);
    const progress = stderr.isTTY
      ? await createProgressBar(stderr, now)
      : createProgressLog((line) => stderr.write(`${secrets.redact(line)}\n`), now);
    const print = (text: string): void => {
      progress.stop();
      stdout.write(secrets.redact(text));
    };
    const note = (text: string): void => {
      progress.stop();
      stderr.write(secrets.redact(text));
    };
    let keys: Keys | null = null;
    let clone: string | null = null;
    try {
      refuseToken(flags);
      const directory = resolve(textOf(flags["repo"]) ?? ".");
      const forge = toForge(flags["forge"]);
      const { config, selection, run } = await readOverrides(flags);
      // On a person's machine the remote says which repository it is; only a workflow has it in its environment.
      const around = forge === "github" ? surroundings : { ...surroundings, repository: null };
      const deadline = run.maxMinutes === null ? null : time.now() + run.maxMinutes * 60_000;
      keys = await openKeys({
        // Without network nothing is pushed; and a key that is not needed is not even put on disk.
        secrets: {
          ...given,
          ...(offline ? { sshKey: null, signingKey: null } : {}),
          ...(run.registry === null ? { registrySshKey: null } : {}),
        },
        parent: tmpdir(),
        environment: gitEnvironment(environment, null),
        time,
        readServerKeys: () => readServerKeysOf(around, time),
        onFolder: () => undefined,
      });
      const registry = run.registry === null ? null : { name: run.registry, token: given.registryToken, ssh: keys.registrySsh };
      const from = registry === null ? null : await openElsewhere(invocation, directory, registry, config.branch ?? null, counters);
      clone = from?.directory ?? null;
      const session = await openSession({
        directory: from?.directory ?? directory,
        safeDirectory: null,
        environment,
        surroundings: around,
        counters,
        config: await readConfigSource(textOf(flags["config"]), fromBase ? null : (from?.directory ?? directory)),
        overrides: config,
        selection,
        forge: tipOnly ? "local" : forge,
        github: toGithubSettings(around, {
          onExchange: counters.onExchange,
          onWait: counters.onWait,
          findToken: secrets.findToken,
          ownToken: false,
          time,
          deadline,
        }),
        keys,
        elsewhere: from === null ? null : { url: from.pushTo, registry: run.registry ?? "", token: given.registryToken },
        offline,
        history: !tipOnly,
        revision,
        onProgress: progress.onProgress,
      });
      const text = { colour: hasColour(stdout, environment), width: stdout.isTTY ? stdout.columns : 120 };
      return await work({
        session,
        keys,
        run,
        time,
        deadline,
        counters,
        invocation,
        json: flags["json"] === true,
        text,
        redact: secrets.redact,
        print,
        note,
      });
    } catch (error) {
      note(`${reportFailure(error, hasColour(stderr, environment)).text}\n`);
      if (flags["json"] === true && error instanceof Failure) print(`${JSON.stringify({ schema: 1, problems: error.problems })}\n`);
      return 1;
    } finally {
      await keys?.close();
      if (clone !== null) await rm(clone, { recursive: true, force: true });
    }
  };
}

/** Clones the registry that was named, next to which the repository at hand is only where tags are made. */
async function openElsewhere(
  { environment }: Invocation,
  directory: string,
  registry: Elsewhere,
  branch: string | null,
  counters: Counters,
): Promise<{ readonly directory: string; readonly pushTo: string }> {
  const base = gitEnvironment(environment, null);
  const { remote } = await openRepository(createGit({ directory, environment: base, onProcess: counters.onProcess }));
  const address = remote === null ? null : parseRepositoryAddress(remote.url);
  if (remote === null || address === null)
    throw failure(
      "input-invalid",
      `--registry ${registry.name} needs a remote named origin on a server, and ${directory} has none.`,
      "Run it in a clone of the repository that tags are made in.",
    );
  const serverUrl = new URL(address.url).origin;
  // An address of HTTP may hold a password; this one is shown.
  const pushTo = /^https?:/i.test(remote.url) ? address.url : remote.url;
  return { directory: await cloneElsewhere({ base, parent: tmpdir(), serverUrl, registry, branch }, counters), pushTo };
}

interface Secrets {
  readonly redact: (text: string) => string;
  /** Asks `gh` for a token, which is a secret from then on. */
  readonly findToken: (host: string) => Promise<string | null>;
}

function createSecrets(known: readonly string[]): Secrets {
  let redact = createRedactor(known);
  return {
    redact: (text) => redact(text),
    async findToken(host) {
      const { readGhToken } = await import("./gh-token.ts");
      const token = await readGhToken(host);
      if (token !== null) redact = createRedactor([...known, token]);
      return token;
    },
  };
}
