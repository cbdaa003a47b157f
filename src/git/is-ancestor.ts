import { withoutLazyFetch } from "./fetch.ts";
import type { Repository } from "./open-repository.ts";

/**
 * Whether a branch's commit is in the history of another one, which may be newer than what this clone has of the branch.
 * What the branch does not have even now is nobody's descendant.
 */
export async function isAncestor({ git, remote }: Repository, branch: string, older: string, newer: string): Promise<boolean> {
  const local = withoutLazyFetch(git);
  const has = async (): Promise<boolean> => (await local.attempt(["cat-file", "-e", `${newer}^{commit}`])).code === 0;
  if (!(await has())) {
    if (remote === null) return false;
    await git.text([
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-auto-gc",
      "--no-write-fetch-head",
      "--end-of-options",
      remote.name,
      `refs/heads/${branch}`,
    ]);
    if (!(await has())) return false;
  }
  return (await local.attempt(["merge-base", "--is-ancestor", older, newer])).code === 0;
}
