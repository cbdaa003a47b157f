import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneRegistry } from "../git/clone.ts";
import { gitEnvironment, withCredential } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import { toSshUrl } from "../git/ssh-key.ts";
import { failure } from "../model/failure.ts";
import type { Door } from "../run/open-registry.ts";
import type { Counters } from "./counters.ts";
import { value, type Surroundings } from "./surroundings.ts";

/** What is cloned when there is no checkout of it. */
export interface CloneRequest {
  /** Null: the default branch. */
  readonly branch: string | null;
  /** Null: the repository that the workflow runs for. */
  readonly registry: Elsewhere | null;
  /** False: the branch's newest commit will do. Whole if not given. */
  readonly history?: boolean;
}

/**
 * The folder to work in: the workspace, where a checkout step ran before; otherwise, and always for a registry elsewhere,
 * a new clone.
 */
export async function openWorkspace(
  environment: Readonly<Record<string, string | undefined>>,
  surroundings: Surroundings,
  counters: Counters,
  { branch, registry, history = true }: CloneRequest,
): Promise<string> {
  const workspace = value(environment, "GITHUB_WORKSPACE") ?? ".";
  const base = gitEnvironment(environment, workspace);
  const { repository, serverUrl, token } = surroundings;
  const parent = value(environment, "RUNNER_TEMP") ?? tmpdir();
  if (registry !== null) return cloneElsewhere({ base, parent, serverUrl, registry, branch }, counters);
  const checkout = await createGit({ directory: workspace, environment: base, onProcess: counters.onProcess }).attempt([
    "rev-parse",
    "--git-dir",
  ]);
  if (checkout.code === 0) return workspace;
  if (repository === null)
    throw failure(
      "not-a-repository",
      `There is no checkout in ${workspace}, and GITHUB_REPOSITORY is not set.`,
      "Add a checkout step before this one.",
    );
  const directory = await mkdtemp(join(parent, "flow-tagbot-"));
  const url = `${serverUrl}/${repository}`;
  const own = token === null ? base : withCredential(base, { url, token });
  await cloneRegistry(createGit({ directory, environment: own, onProcess: counters.onProcess }), {
    url,
    directory,
    branch,
    whole: false,
    history,
  });
  return directory;
}

/** Another repository than the one that tags are made in, with its own credential. */
export interface Elsewhere {
  /** `owner/repo` */
  readonly name: string;
  readonly token: string | null;
  readonly ssh: Door | null;
}

interface ElsewhereRequest {
  readonly base: Readonly<Record<string, string>>;
  readonly parent: string;
  readonly serverUrl: string;
  readonly registry: Elsewhere;
  readonly branch: string | null;
}

/** Clones a registry whole, for whoever pushes its commits to another repository needs their file contents. */
export async function cloneElsewhere(
  { base, parent, serverUrl, registry: { name, token, ssh }, branch }: ElsewhereRequest,
  { onProcess }: Counters,
): Promise<string> {
  const directory = await mkdtemp(join(parent, "flow-tagbot-"));
  const [owner = "", repo = ""] = name.split("/");
  const url = ssh === null ? `${serverUrl}/${name}` : toSshUrl({ host: new URL(serverUrl).host, owner, repo });
  const environment = ssh !== null ? ssh(base) : token === null ? base : withCredential(base, { url, token });
  try {
    await cloneRegistry(createGit({ directory, environment, onProcess }), { url, directory, branch, whole: true, history: true });
    return directory;
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}
