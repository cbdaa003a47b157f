import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { EVERYTHING } from "../config/config.ts";
import { CONFIG_PATH, optionsOf } from "../config/options.ts";
import type { Overrides } from "../config/overrides.ts";
import { failure, Failure } from "../model/failure.ts";
import { createRedactor } from "../output/redact.ts";
import type { TextOptions } from "../output/manual-text.ts";
import type { ConfigSource } from "../run/open-registry.ts";
import { createCounters, type Counters } from "./counters.ts";
import type { Handler, Invocation } from "./handler.ts";
import { createProgressBar, createProgressLog } from "./progress-bar.ts";
import { reportFailure } from "./report-failure.ts";
import { openSession, type Session } from "./session.ts";
import { readSurroundings, value } from "./surroundings.ts";

/** What a command works with. */
export interface CommandContext {
  readonly session: Session;
  readonly counters: Counters;
  readonly overrides: Overrides;
  readonly invocation: Invocation;
  readonly json: boolean;
  /** How to draw text on standard output. */
  readonly text: Omit<TextOptions, "manual">;
  /** Writes to standard output, without secrets. */
  readonly print: (text: string) => void;
}

interface CommandOptions {
  /** Make do with what this clone knows. */
  readonly offline: boolean;
  /** Selections that the command takes from its operands. */
  readonly selection?: Readonly<Record<string, string>>;
}

/** Makes a command of its work: opens the registry, reports failures, ends progress. */
export function command(options: CommandOptions | ((invocation: Invocation) => CommandOptions), work: (context: CommandContext) => Promise<number>): Handler {
  return async (invocation) => {
    const { flags, environment, streams } = invocation;
    const surroundings = readSurroundings(environment, null);
    const redact = createRedactor(surroundings.secrets);
    const print = (text: string): void => void streams.stdout.write(redact(text));
    const now = (): number => performance.now();
    const counters = createCounters(now);
    const progress = streams.stderr.isTTY ? await createProgressBar(streams.stderr, now) : createProgressLog((line) => streams.stderr.write(`${redact(line)}\n`), now);
    try {
      const { offline, selection } = typeof options === "function" ? options(invocation) : options;
      if (flags["token"] !== undefined) throw failure("token-argument", "A token must not be passed as an argument: other users of the machine can read it.", "Put it into the environment variable GITHUB_TOKEN.");
      const overrides = await readOverrides(flags, selection ?? {});
      const session = await openSession({
        directory: resolve(text(flags["repo"]) ?? "."),
        safeDirectory: null,
        environment,
        surroundings: text(flags["forge"]) === "github" ? surroundings : { ...surroundings, repository: null },
        counters,
        config: await readConfigSource(text(flags["config"]), resolve(text(flags["repo"]) ?? ".")),
        overrides: overrides.config,
        selection: overrides.selection,
        forge: toForge(flags["forge"]),
        offline,
        onProgress: progress.onProgress,
      });
      return await work({ session, counters, overrides, invocation, json: flags["json"] === true, text: { colour: hasColour(streams.stdout, environment), width: streams.stdout.isTTY ? streams.stdout.columns : 120 }, print: (out) => { progress.stop(); print(out); } });
    } catch (error) {
      progress.stop();
      streams.stderr.write(`${redact(reportFailure(error, hasColour(streams.stderr, environment)).text)}\n`);
      if (flags["json"] === true && error instanceof Failure) print(`${JSON.stringify({ schema: 1, problems: error.problems })}\n`);
      return 1;
    }
  };
}

const NO_OVERRIDES: Overrides = { config: {}, selection: EVERYTHING, run: { mode: "auto", dryRun: false, configPath: CONFIG_PATH, configRequired: false } };

async function readOverrides(flags: Readonly<Record<string, unknown>>, selection: Readonly<Record<string, string>>): Promise<Overrides> {
  const values: Record<string, string> = { ...selection };
  for (const { name } of optionsOf("flag")) {
    const given = flags[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    // The configuration's path is of the machine, not of the branch; it is read apart.
    if (name !== "config" && (typeof given === "string" || typeof given === "boolean")) values[name] = String(given);
  }
  // Validation costs start-up time, and most calls have nothing to validate.
  if (Object.keys(values).length === 0) return NO_OVERRIDES;
  const { parseOverrides } = await import("../config/overrides.ts");
  const parsed = parseOverrides(values, "flag");
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

/** The named file; or the default one as it is in the work tree, where people edit it; or as it is on the branch. */
async function readConfigSource(named: string | null, repository: string): Promise<ConfigSource> {
  const path = named ?? resolve(repository, CONFIG_PATH);
  try {
    return { kind: "text", path: named ?? CONFIG_PATH, text: await readFile(path, "utf8") };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    if (named === null && missing) return { kind: "branch", path: CONFIG_PATH, required: false };
    throw failure("config-unreadable", `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, "Correct --config.");
  }
}

function toForge(flag: unknown): "local" | "github" | "gitlab" | null {
  return flag === "local" || flag === "github" || flag === "gitlab" ? flag : null;
}

export function text(flag: unknown): string | null {
  return typeof flag === "string" ? flag : null;
}

/** https://no-color.org */
function hasColour(stream: NodeJS.WriteStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  return stream.isTTY && value(environment, "NO_COLOR") === null && environment["TERM"] !== "dumb";
}
