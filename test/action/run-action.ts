import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { Setting } from "./setting.ts";

export interface ActionOptions {
  /** Inputs of the step; those that are not given have the defaults of action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: string;
  /** The event's payload. */
  readonly payload?: unknown;
  /** A checkout; without it the workspace is an empty folder. */
  readonly workspace?: string;
  /** The workflow's own token. */
  readonly token?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the process when aborted, at once unless `killSignal` says otherwise. */
  readonly killed?: AbortSignal;
  readonly killSignal?: NodeJS.Signals;
  /** Whether the processes that it started are ended with it, as a runner does. */
  readonly killsChildren?: boolean;
  /** The action, bundled as it is published; without it, the same on a clock on which a second takes five milliseconds. */
  readonly program?: string;
}

export interface ActionRun {
  /** Null when the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the step left for its last part. */
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What the stand-in was asked meanwhile. */
  readonly requests: readonly LoggedRequest[];
  /** The runner's own folder for this step, with its files. */
  readonly folder: string;
}

const METADATA = z.object({ inputs: z.record(z.string(), z.object({ default: z.string().default("") })) });
const { inputs: KNOWN } = METADATA.parse(parse(readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8")));

/** The published program: to be run where its own clock and its own bundle matter. */
export function publishedAction(): string {
  return join(inject("bundle"), "action.js");
}

/** Runs the action as a runner does: by its environment, its files, and nothing else. */
export async function runAction({ github, base }: Pick<Setting, "github" | "base">, options: ActionOptions = {}): Promise<ActionRun> {
  const folder = mkdtempSync(join(base, "runner-"));
  const at = (name: string): string => join(folder, name);
  for (const name of ["temp", "home", "empty"]) mkdirSync(at(name));
  for (const name of ["output", "state", "summary"]) writeFileSync(at(name), "");
  writeFileSync(at("event.json"), JSON.stringify(options.payload ?? {}));
  const before = github.requests.length;
  const child = spawn(process.execPath, [options.program ?? inject("quickAction")], {
    cwd: options.workspace ?? at("empty"),
    env: {
      ...isolatedEnvironment(at("home")),
      ...toInputs(options.inputs ?? {}, options.token ?? github.tokens.write),
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: github.apiUrl,
      GITHUB_EVENT_NAME: options.event ?? "push",
      GITHUB_EVENT_PATH: at("event.json"),
      GITHUB_OUTPUT: at("output"),
      GITHUB_REF: "refs/heads/main",
      GITHUB_REPOSITORY: `${github.owner}/${github.repo}`,
      GITHUB_SERVER_URL: github.serverUrl,
      GITHUB_STATE: at("state"),
      GITHUB_STEP_SUMMARY: at("summary"),
      GITHUB_WORKSPACE: options.workspace ?? at("empty"),
      RUNNER_TEMP: at("temp"),
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: options.killsChildren === true,
  });
  options.killed?.addEventListener("abort", () => {
    if (options.killsChildren === true && child.pid !== undefined) process.kill(-child.pid, options.killSignal ?? "SIGKILL");
    else child.kill(options.killSignal ?? "SIGKILL");
  });
  const [stdout, stderr, code] = await Promise.all([readText(child.stdout), readText(child.stderr), exitCode(child)]);
  return {
    code,
    stdout,
    stderr,
    outputs: parseFileCommands(readFileSync(at("output"), "utf8")),
    state: parseFileCommands(readFileSync(at("state"), "utf8")),
    summary: readFileSync(at("summary"), "utf8"),
    requests: github.requests.slice(before),
    folder,
  };
}

/** Runs the action's last part with what the first left for it, as a runner does at the end of the job; gives its exit code. */
export async function runPost({ folder, state }: ActionRun): Promise<number | null> {
  const states = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  const environment = { ...isolatedEnvironment(join(folder, "home")), ...states };
  return exitCode(spawn(process.execPath, [join(inject("bundle"), "post.js")], { cwd: folder, env: environment, stdio: "ignore" }));
}

/** Every input is set, as the runner does it: upper-cased, hyphens kept. */
function toInputs(given: Readonly<Record<string, string>>, token: string): Readonly<Record<string, string>> {
  const defaults = Object.entries(KNOWN).map(([name, input]) => [name, input.default.replace("${{ github.token }}", token)] as const);
  return Object.fromEntries([...defaults, ...Object.entries(given)].map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

function exitCode(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code);
    });
  });
}

async function readText(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads `name<<delimiter`, lines, `delimiter`, as https://docs.github.com/actions/reference/workflow-commands#multiline-strings has them. */
export function parseFileCommands(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "" && at === lines.length - 1) break;
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/.exec(line) ?? [];
    const end = delimiter === undefined ? -1 : lines.indexOf(delimiter, at + 1);
    if (name === undefined || end < 0) throw new Error(`Not a file command: ${line}`);
    values[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return values;
}

/** Checks how a run ended, and shows its log when it ended otherwise. Only workflow commands and text for people go to standard output. */
export function expectCode(run: ActionRun, code: number): ActionRun {
  expect(run.code, `${run.stdout}${run.stderr}`).toBe(code);
  expect(run.stderr).toBe("");
  return run;
}
