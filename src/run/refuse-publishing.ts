import type { Forge } from "../forge/port.ts";
import { failure } from "../model/failure.ts";

/**
 * Stops a run whose tags would bring a private registry's commits, with all their files, into a repository that others
 * can read. What the servers do not tell counts as the worse.
 */
export async function refusePublishing(
  registry: string,
  source: Pick<Forge, "isPrivate">,
  destination: Pick<Forge, "isPrivate" | "repositoryUrl">,
): Promise<void> {
  const to = await destination.isPrivate();
  if (to === true) return;
  const from = await source.isPrivate();
  if (from === false) return;
  const brought = from === true ? "private" : "not known to be public";
  const place = destination.repositoryUrl ?? "a repository";
  throw failure(
    "registry-private",
    `The tags would bring the commits of ${registry}, which is ${brought}, to ${place}, which is ${to === false ? "public" : "not known to be private"}.`,
    "Make tags in a private repository, or run the workflow in the registry itself.",
  );
}
