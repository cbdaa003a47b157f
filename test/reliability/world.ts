import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAction, type ActionOptions, type ActionRun } from "../action/run-action.ts";
import { addVersion } from "../action/setting.ts";
import { startGithub, type GithubOptions, type GithubStandIn } from "../support/github/start-github.ts";
import { openRegistry, type TestRegistry } from "../support/git-registry.ts";
import { buildQuickAction } from "../support/quick-bundle.ts";

/** A registry and a checkout of it, built once and copied for every point. */
export interface Template {
  /** The action on a fast clock. */
  readonly program: string;
  /** A new registry on a GitHub of its own. */
  readonly open: (options?: GithubOptions) => Promise<World>;
  readonly close: () => Promise<void>;
}

export interface World {
  readonly github: GithubStandIn;
  /** Everything that belongs to this world lies below. */
  readonly base: string;
  /** Runs the action in a fresh checkout. */
  readonly run: (options?: ActionOptions) => Promise<ActionRun>;
  readonly close: () => Promise<void>;
}

/** The remote of the template's checkout; every copy gets its own in its place. */
const NOWHERE = "http://127.0.0.1:9/nowhere";

/** On the run's clock, a second takes this many milliseconds. */
const SECOND_MS = "1";

/** Twelve versions of three flows, changed and prerelease ones among them, and two that only a person can put right. */
export function twelveVersions(registry: TestRegistry): void {
  registry.write("README.md", "# Flows\n");
  registry.commit("Begin");
  for (const flow of ["chat", "code_review", "triage"])
    for (const version of ["1.0.0", "1.1.0", "2.0.0-rc.1", "2.0.0"]) addVersion(registry, `flows/${flow}/${version}.yml`);
  registry.link("flows/chat/3.0.0.yml", "2.0.0.yml");
  registry.commit("Link the next one");
  addVersion(registry, "flows/triage/3.0.0.yml");
  registry.tag("triage-v3.0.0", "HEAD~5", { annotated: true });
}

/** Two versions whose releases have files, so that each takes a draft, two uploads and a change. */
export function twoWithFiles(registry: TestRegistry): void {
  registry.write(".github/flow-tagbot.yml", "assets: true\n");
  registry.commit("Begin");
  for (const version of ["1.0.0", "1.1.0"]) addVersion(registry, `flows/chat/${version}.yml`);
}

/** Builds the registry, and the action if no program is given. */
export async function openTemplate(build: (registry: TestRegistry) => void): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-worlds-"));
  const program = await buildQuickAction(join(folder, "action"));
  const registry = openRegistry();
  build(registry);
  const remote = registry.addBareRemote();
  registry.push();
  const checkout = registry.clone();
  checkout.git("config", "remote.origin.url", NOWHERE);
  for (const [from, name] of [
    [remote, "remote.git"],
    [checkout.dir, "checkout"],
  ] as const)
    cpSync(from, join(folder, name), { recursive: true, verbatimSymlinks: true, filter: (path) => !path.includes("hooks/") });
  registry.cleanup();
  return {
    program,
    open: (options = {}) => openWorld(folder, program, options),
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

async function openWorld(template: string, program: string, options: GithubOptions): Promise<World> {
  const base = mkdtempSync(join(tmpdir(), "flow-tagbot-world-"));
  const bareRepository = join(base, "remote.git");
  copy(join(template, "remote.git"), bareRepository);
  const github = await startGithub({ bareRepository, clock: () => new Date(), ...options });
  return {
    github,
    base,
    run: (run = {}) => {
      const workspace = mkdtempSync(join(base, "checkout-"));
      copy(join(template, "checkout"), workspace);
      const config = join(workspace, ".git", "config");
      writeFileSync(config, readFileSync(config, "utf8").replaceAll(NOWHERE, github.gitUrl));
      return runAction(
        { github, base },
        {
          program,
          workspace,
          ...run,
          environment: { SECOND_MS, NODE_COMPILE_CACHE: join(template, "compiled"), ...run.environment },
        },
      );
    },
    close: async () => {
      await github.stop();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
