import { failure } from "../model/failure.ts";
import type { Git } from "./git.ts";
import type { Branch, Repository } from "./open-repository.ts";

const QUIET = ["--quiet", "--no-tags", "--no-auto-gc"] as const;

/**
 * Makes sure that the branch's whole history is here, fetching commits and folders but no file contents. A history
 * that is cut off would show every file at its edge as added there.
 */
export async function fetchHistory(
  { git, remote, shallow }: Repository,
  { branch, head, published }: Branch,
  hasHead: boolean,
): Promise<void> {
  if (!shallow && hasHead) return;
  if (remote === null || !published) {
    throw failure(
      "history-shallow",
      `The history of ${branch} is cut off in this shallow clone, so that it does not tell when a version landed.`,
      remote === null
        ? "Add the remote that it was cloned from (`git remote add origin <url>`), then run: git fetch --unshallow --filter=blob:none origin"
        : "Run: git fetch --unshallow --filter=blob:none",
    );
  }
  const source = ["--end-of-options", remote.name, `refs/heads/${branch}`];
  const depth = shallow ? ["--unshallow", "--filter=blob:none"] : [];
  await git.text(["fetch", ...QUIET, "--no-write-fetch-head", ...depth, ...source]);
  const found = await git.attempt(["cat-file", "-e", `${head}^{commit}`]);
  if (found.code !== 0) throw failure("plan-outdated", `The branch ${branch} moved while it was read.`, "Run again.");
}

interface FetchSite {
  readonly git: Git;
  /** Null: there is nowhere to fetch from. `name` may also be an address. */
  readonly remote: { readonly name: string } | null;
}

/** Fetches objects by id, such as tag objects that this clone does not have. */
export async function fetchObjects({ git, remote }: FetchSite, ids: readonly string[], options: readonly string[] = []): Promise<void> {
  if (remote === null || ids.length === 0) return;
  await git.text(["fetch", ...QUIET, "--no-write-fetch-head", ...options, "--stdin", remote.name], { input: `${ids.join("\n")}\n` });
}

/**
 * Fetches the contents of some files in one request, in a clone that was made without contents. Git would ask for
 * them one by one otherwise.
 */
export async function fetchContents(repository: Repository, blobs: readonly string[]): Promise<void> {
  if (repository.partial) await fetchObjects(repository, blobs, ["--filter=blob:none"]);
}
