import { resolve } from "node:path";
import { normalPath, pathProblem } from "../config/values.ts";
import { renderVisible } from "../manual/visible.ts";
import { failure, Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { TextOptions } from "../output/manual-text.ts";
import { createRedactor } from "../output/redact.ts";
import type { ConsumerContext, ResolveOptions } from "../run/consume/context.ts";
import type { Handler, Invocation } from "./handler.ts";
import { hasColour } from "./has-colour.ts";
import { openConsumer } from "./open-consumer.ts";
import { refuseToken } from "./refuse-token.ts";
import { createTime } from "./time.ts";

/** What a command of the consumer side works with. */
export interface ConsumerCommand {
  readonly context: ConsumerContext;
  readonly options: ResolveOptions;
  readonly invocation: Invocation;
  readonly json: boolean;
  /** How to draw text on standard output. */
  readonly text: Omit<TextOptions, "manual">;
  /** Writes to standard output, without secrets. */
  readonly print: (text: string) => void;
  /** Writes to standard error, without secrets. */
  readonly note: (text: string) => void;
  /** What was told as a warning so far. */
  readonly notices: () => readonly Problem[];
}

/** Makes a command of its work: opens the consumer side, tells notices, reports failures, closes the registries. */
export function consumerCommand(work: (command: ConsumerCommand) => Promise<number>): Handler {
  return (invocation) =>
    consumerShell(invocation, async (shell) => {
      const { flags, environment } = invocation;
      const { time, onSecret, note } = shell;
      const notices = createNotices(note);
      const asked = new Set<string>();
      const opened = await openConsumer({
        environment,
        directory: resolve("."),
        cacheFolder: textOf(flags["cache"]),
        registriesFile: textOf(flags["registries"]),
        time,
        onNotice: notices.tell,
        onSecret,
      });
      const openTransport: ConsumerContext["openTransport"] = (source) => {
        asked.add(source.id);
        return opened.openTransport(source);
      };
      const context: ConsumerContext = { ...opened, openTransport };
      try {
        return await work({ ...shell, context, options: toResolveOptions(flags), invocation, notices: notices.all });
      } finally {
        // What came from the cache has nothing to close, and should not wait for all that reads registries to be loaded.
        if (asked.size > 0) await close(context);
      }
    });
}

async function close(context: ConsumerContext): Promise<void> {
  const { closeRegistries } = await import("../run/consume/open-registry.ts");
  await closeRegistries(context);
}

/** What every command has, whether or not it opens the consumer side. */
export interface Shell extends Pick<ConsumerCommand, "json" | "text" | "print" | "note"> {
  readonly time: ConsumerContext["time"];
  readonly onSecret: (secret: string) => void;
}

/** Runs the work of a command, and reports what it fails with. */
export async function consumerShell({ flags, environment, streams }: Invocation, work: (shell: Shell) => Promise<number>): Promise<number> {
  const { stdout, stderr } = streams;
  const secrets = findSecrets(environment);
  let redact = createRedactor(secrets);
  const json = flags["json"] === true;
  const print = (text: string): void => {
    stdout.write(redact(text));
  };
  const note = (text: string): void => {
    stderr.write(redact(text));
  };
  try {
    refuseToken(flags);
    const text = { colour: hasColour(stdout, environment), width: stdout.isTTY ? stdout.columns : 120 };
    const onSecret = (secret: string): void => {
      if (secrets.includes(secret)) return;
      secrets.push(secret);
      redact = createRedactor(secrets);
    };
    return await work({ json, text, print, note, time: createTime(), onSecret });
  } catch (error) {
    const { reportFailure } = await import("./report-failure.ts");
    note(`${reportFailure(error, hasColour(stderr, environment)).text}\n`);
    if (json && error instanceof Failure) print(`${JSON.stringify({ schema: 1, problems: error.problems })}\n`);
    return 1;
  }
}

/** As commander names the flags. */
export function toResolveOptions(flags: Invocation["flags"]): ResolveOptions {
  return {
    offline: flags["offline"] === true,
    allowStale: flags["allowStale"] === true,
    // For `list`, a flag of this name holds words.
    prerelease: flags["prerelease"] === true,
    allowDrift: flags["allowDrift"] === true,
    root: toRoot(textOf(flags["root"])),
  };
}

function toRoot(text: string | null): string | null {
  if (text === null) return null;
  const reason = pathProblem(text);
  if (reason === null) return normalPath(text);
  throw failure("input-invalid", `--root is ${JSON.stringify(text)}: ${reason}.`, "Write for example --root flows");
}

interface Notices {
  readonly tell: (notice: Problem) => void;
  readonly all: () => readonly Problem[];
}

/** Each notice once: what a registry has to say, it says of many references. */
function createNotices(note: (text: string) => void): Notices {
  const told = new Map<string, Problem>();
  return {
    tell: (notice) => {
      const { message, fix } = notice;
      if (told.has(message)) return;
      told.set(message, notice);
      note(`warning: ${renderVisible(message)}\n${fix === "" ? "" : `  Fix: ${renderVisible(fix)}\n`}`);
    },
    all: () => [...told.values()],
  };
}

const TOKENS = /^(?:GITHUB_TOKEN|GH_TOKEN|FLOW_TAGBOT_(?:TOKEN_.*|.*_(?:TOKEN|KEY|PASSPHRASE)))$/;

function findSecrets(environment: Invocation["environment"]): string[] {
  return Object.entries(environment).flatMap(([name, text]) => {
    const secret = TOKENS.test(name) ? text?.trim() : undefined;
    return secret === undefined || secret === "" ? [] : [secret];
  });
}

function textOf(flag: unknown): string | null {
  return typeof flag === "string" ? flag : null;
}
