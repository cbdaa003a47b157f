import { resolve } from "node:path";
import { failure, Failure } from "../model/failure.ts";
import type { TextOptions } from "../output/manual-text.ts";
import { createRedactor } from "../output/redact.ts";
import { createCounters, type Counters } from "./counters.ts";
import { readConfigSource, readOverrides, textOf, toForge } from "./flags.ts";
import type { Handler, Invocation } from "./handler.ts";
import { createProgressBar, createProgressLog } from "./progress-bar.ts";
import { reportFailure } from "./report-failure.ts";
import { openSession, type Session } from "./session.ts";
import { readSurroundings, value } from "./surroundings.ts";

/** What a command works with. */
export interface CommandContext {
  readonly session: Session;
  readonly counters: Counters;
  readonly invocation: Invocation;
  /** Only say what would be done. */
  readonly dryRun: boolean;
  readonly json: boolean;
  /** How to draw text on standard output. */
  readonly text: Omit<TextOptions, "manual">;
  /** Writes to standard output, without secrets. */
  readonly print: (text: string) => void;
}

interface CommandOptions {
  /** Make do with what this clone knows. */
  readonly offline: boolean;
}

/** Makes a command of its work: opens the registry, shows progress, reports failures. */
export function command({ offline }: CommandOptions, work: (context: CommandContext) => Promise<number>): Handler {
  return async (invocation) => {
    const { flags, environment, streams } = invocation;
    const { stdout, stderr } = streams;
    const surroundings = readSurroundings(environment, null);
    const secrets = createSecrets(surroundings.secrets);
    const now = (): number => performance.now();
    const counters = createCounters(now);
    const progress = stderr.isTTY
      ? await createProgressBar(stderr, now)
      : createProgressLog((line) => stderr.write(`${secrets.redact(line)}\n`), now);
    const print = (text: string): void => {
      progress.stop();
      stdout.write(secrets.redact(text));
    };
    try {
      if (flags["token"] !== undefined) throw TOKEN_ARGUMENT;
      const directory = resolve(textOf(flags["repo"]) ?? ".");
      const forge = toForge(flags["forge"]);
      const { config, selection, run } = await readOverrides(flags);
      const session = await openSession({
        directory,
        safeDirectory: null,
        environment,
        // On a person's machine the remote says which repository it is; only a workflow has it in its environment.
        surroundings: forge === "github" ? surroundings : { ...surroundings, repository: null },
        counters,
        config: await readConfigSource(textOf(flags["config"]), directory),
        overrides: config,
        selection,
        forge,
        findToken: secrets.findToken,
        offline,
        onProgress: progress.onProgress,
      });
      const text = { colour: hasColour(stdout, environment), width: stdout.isTTY ? stdout.columns : 120 };
      return await work({ session, counters, invocation, dryRun: run.dryRun, json: flags["json"] === true, text, print });
    } catch (error) {
      progress.stop();
      stderr.write(`${secrets.redact(reportFailure(error, hasColour(stderr, environment)).text)}\n`);
      if (flags["json"] === true && error instanceof Failure) print(`${JSON.stringify({ schema: 1, problems: error.problems })}\n`);
      return 1;
    }
  };
}

const TOKEN_ARGUMENT = failure(
  "token-argument",
  "A token must not be passed as an argument: other users of the machine can read it.",
  "Put it into the environment variable GITHUB_TOKEN, or log in with `gh auth login`.",
);

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

/** https://no-color.org */
function hasColour(stream: NodeJS.WriteStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  return stream.isTTY && value(environment, "NO_COLOR") === null && environment["TERM"] !== "dumb";
}
