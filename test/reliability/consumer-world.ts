import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { BUNDLE } from "../../scripts/build.ts";
import { flowYaml } from "../support/flow-yaml.ts";
import { openRegistry, type TestRegistry } from "../support/git-registry.ts";
import { startGithub, type GithubStandIn } from "../support/github/start-github.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";

/** How registries are read: by git, or by GitHub's API with git behind it. */
export type Way = "git" | "api";

/** A program, and a repository that it is to read. */
export interface ConsumerTemplate {
  /** The command. */
  readonly program: string;
  readonly bareRepository: string;
  /** Folder for what Node compiled. */
  readonly compiled: string;
}

/** Somebody with an empty cache, and a registry `team` on a server of its own. */
export interface ConsumerWorld {
  readonly github: GithubStandIn;
  /** Everything that belongs to this world lies below; the real path. */
  readonly base: string;
  readonly cache: string;
  /** Where flows are copied to. */
  readonly out: string;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<ConsumerRun>;
  /** Ends the server. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the process at once when aborted. */
  readonly killed?: AbortSignal;
  /** Whether its whole process group is ended then. */
  readonly group?: boolean;
}

export interface ConsumerRun {
  /** Null when the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is asked for: a range, so that the whole registry has to be looked at, with files beside the version. */
export const FETCHED = ["fetch", "code_review@team#^1.0", "--json", "--output"] as const;

const STRIKE = join(import.meta.dirname, "strike-at.mjs");

/** A registry as flow-tagbot leaves it, whose newest version uses two files. */
export function buildTeam(registry: TestRegistry): void {
  registry.write(".github/flow-tagbot.yml", "roots:\n  - path: flows\nindex-branch: flow-index\n");
  for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
    const path = `flows/code_review/${version}.yml`;
    for (const name of ["one", "two"]) registry.write(`flows/code_review/prompts/${name}.md`, `Review ${name} as of ${version}.\n`);
    registry.write(path, `${flowYaml({ name: "code_review", prompt: version })}includes: [prompts/one.md, prompts/two.md]\n`);
    registry.commit(`Add ${version}`);
    registry.tag(`code_review-v${version}`, "HEAD", { message: `code_review ${version}\n\nFlow-Path: ${path}` });
  }
  const head = registry.head();
  registry.branch("flow-index");
  registry.write("index.json", JSON.stringify({ schema: 1, branch: "main", head, flows: [] }));
  registry.commit("Index");
  registry.checkout("main");
}

/** Bundles the command into a folder, without the types of the library, which take longest. */
export async function buildCommand(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const entryPoints = { command: "src/entry/command.ts" };
  await build({
    absWorkingDir: join(import.meta.dirname, "../.."),
    entryPoints,
    outdir: folder,
    ...BUNDLE,
    minify: true,
    logLevel: "error",
  });
  return join(folder, "command.js");
}

/** The team's registry as a bare repository in a folder. */
export function buildTeamIn(folder: string): string {
  const base = join(folder, "team");
  mkdirSync(base);
  const registry = openRegistry({ base });
  buildTeam(registry);
  const bareRepository = registry.addBareRemote();
  registry.push();
  return bareRepository;
}

export async function openConsumerWorld({ program, bareRepository, compiled }: ConsumerTemplate, way: Way): Promise<ConsumerWorld> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "flow-tagbot-consumer-")));
  const at = (name: string): string => join(base, name);
  mkdirSync(at("home"));
  const github = await startGithub({ bareRepository });
  const type = way === "git" ? "git" : "github";
  writeFileSync(at("registries.yml"), `registries:\n  team: { type: ${type}, source: "${github.gitUrl}" }\n`);
  const own = {
    ...isolatedEnvironment(at("home")),
    FLOW_TAGBOT_CACHE: at("cache"),
    FLOW_TAGBOT_REGISTRIES: at("registries.yml"),
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_API_URL: github.apiUrl,
    ...(way === "api" ? { GITHUB_TOKEN: github.tokens.readOnly } : {}),
    NODE_COMPILE_CACHE: compiled,
  };
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= github.stop());
  return {
    github,
    base,
    cache: at("cache"),
    out: at("out"),
    run: (args, options = {}) => runProgram([program, ...args], { ...own, ...options.environment }, base, options),
    stop,
    close: async () => {
      await stop();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** The leader of a process group of its own, as a shell makes one for each job. */
function runProgram(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd: string,
  { killed, group = false }: RunOptions,
): Promise<ConsumerRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", STRIKE, ...args], {
      cwd,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    killed?.addEventListener("abort", () => {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
        process.kill(group ? -child.pid : child.pid, "SIGKILL");
    });
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString("utf8"), stderr: Buffer.concat(err).toString("utf8") });
    });
  });
}
