import { failure } from "../model/failure.ts";
import type { Git } from "./git.ts";
import type { Branch, Repository } from "./open-repository.ts";
import { readIds } from "./read-objects.ts";

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

/**
 * Makes sure that some commits are here, with their folders. In a clone that is cut off their history stays away, and
 * file contents with it; the repository that is given back knows that then.
 */
export async function fetchCommits(repository: Repository, ids: readonly string[]): Promise<Repository> {
  const { git, remote, shallow, partial } = repository;
  const wanted = [...new Set(ids)];
  const known = await readIds(
    withoutLazyFetch(git),
    wanted.map((id) => `${id}^{commit}`),
  );
  const missing = wanted.filter((_, index) => known[index] === null);
  if (missing.length === 0) return repository;
  if (remote === null)
    throw failure("history-shallow", `The commit ${missing[0] ?? ""} is not in this repository.`, "Fetch it, then run again.");
  const filter = shallow || partial ? ["--filter=blob:none"] : [];
  await fetchObjects(repository, missing, [...(shallow ? ["--depth=1"] : []), ...filter]);
  return { ...repository, partial: shallow || partial };
}

/** In a partial clone git fetches what is missing as soon as it is asked for: commits one by one, with their whole history. */
export function withoutLazyFetch(git: Git): Git {
  return git.with((environment) => ({ ...environment, GIT_NO_LAZY_FETCH: "1" }));
}

/** Makes sure that the histories of a branch and of a commit are here, so that it shows where they parted. */
export async function fetchWhole(repository: Repository, branch: string, commit: string): Promise<Repository> {
  const { git, remote, shallow } = repository;
  if (!shallow || remote === null) return repository;
  const sources = [`refs/heads/${branch}`, commit];
  await git.text([
    "fetch",
    ...QUIET,
    "--no-write-fetch-head",
    "--unshallow",
    "--filter=blob:none",
    "--end-of-options",
    remote.name,
    ...sources,
  ]);
  return { ...repository, shallow: false, partial: true };
}

interface FetchSite {
  readonly git: Git;
  /** Null: there is nowhere to fetch from. `name` may also be an address. */
  readonly remote: { readonly name: string } | null;
}

/** Fetches objects by id, such as tag objects that this clone does not have. */
export async function fetchObjects(
  { git, remote }: FetchSite,
  ids: readonly string[],
  options: readonly string[] = [],
  settings: readonly string[] = [],
): Promise<void> {
  if (remote === null || ids.length === 0) return;
  await git.text([...settings, "fetch", ...QUIET, "--no-write-fetch-head", ...options, "--stdin", remote.name], {
    input: `${ids.join("\n")}\n`,
  });
}

/**
 * Fetches the contents of some files in one request, in a clone that was made without contents. Git would ask for
 * them one by one otherwise.
 */
export async function fetchContents(repository: Repository, blobs: readonly string[]): Promise<void> {
  // Told of a commit that is here, a server leaves out what belongs to it: git's own late fetches tell of none either.
  if (repository.partial) await fetchObjects(repository, blobs, ["--filter=blob:none"], ["-c", "fetch.negotiationAlgorithm=noop"]);
}
