import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneRegistry } from "../git/clone.ts";
import { gitEnvironment, withCredential } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import { failure } from "../model/failure.ts";
import type { Counters } from "./counters.ts";
import { value, type Surroundings } from "./surroundings.ts";

/**
 * The folder to work in: the workspace, where a checkout step ran before; otherwise a new clone without file contents
 * of the repository that the workflow runs for.
 */
export async function openWorkspace(
  environment: Readonly<Record<string, string | undefined>>,
  surroundings: Surroundings,
  { onProcess }: Counters,
  branch: string | null,
): Promise<{ readonly directory: string }> {
  const workspace = value(environment, "GITHUB_WORKSPACE") ?? ".";
  const base = gitEnvironment(environment, workspace);
  const checkout = await createGit({ directory: workspace, environment: base, onProcess }).attempt(["rev-parse", "--git-dir"]);
  if (checkout.code === 0) return { directory: workspace };
  const { repository, serverUrl, token } = surroundings;
  if (repository === null)
    throw failure("not-a-repository", "There is no checkout, and GITHUB_REPOSITORY is not set.", "Add a checkout step before this one.");
  const url = `${serverUrl}/${repository}`;
  const directory = await mkdtemp(join(value(environment, "RUNNER_TEMP") ?? tmpdir(), "flow-tagbot-"));
  await cloneRegistry(
    createGit({ directory, environment: token === null ? base : withCredential(base, { url, token }), onProcess }),
    url,
    directory,
    branch,
  );
  return { directory };
}
