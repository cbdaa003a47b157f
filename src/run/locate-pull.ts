import { fetchCommits, fetchWhole } from "../git/fetch.ts";
import type { Git } from "../git/git.ts";
import { readMergeBase, readParents } from "../git/merge-base.ts";
import { readCommit, type Repository } from "../git/open-repository.ts";
import { openWorkTree } from "../git/work-tree.ts";
import { failure } from "../model/failure.ts";
import type { OpenBranch } from "./open-registry.ts";

/** What is to be checked. */
export type PullQuestion =
  /** What a person has in front of them, committed or not; of a bare repository, its own branch. */
  | { readonly kind: "work-tree"; readonly pathspecs: readonly string[] }
  /** A commit, whose base is looked for; null: the one that is checked out. */
  | { readonly kind: "commit"; readonly head: string | null; readonly event: EventCommits | null }
  /** Both ends are known. */
  | { readonly kind: "range"; readonly base: string; readonly head: string };

/** The two sides of a pull request as its event names them. */
export interface EventCommits {
  readonly base: string;
  readonly head: string;
}

export interface LocatedPull {
  readonly repository: Repository;
  /** The commit that the pull request starts from. */
  readonly base: string;
  /** The commit is null for a work tree with changes of its own; `git` sees what the tree holds. */
  readonly head: { readonly commit: string | null; readonly tree: string; readonly git: Git };
  readonly close: () => Promise<void>;
}

/** Finds both ends of a pull request, and makes sure that they are here; of their histories no more than is needed. */
export async function locatePull(repository: Repository, branch: OpenBranch, question: PullQuestion): Promise<LocatedPull> {
  switch (question.kind) {
    case "range": {
      const fetched = await fetchCommits(repository, [question.base, question.head]);
      return located(fetched, question.base, question.head);
    }
    case "commit":
      return locateCommit(repository, branch, question.head, question.event);
    case "work-tree":
      return locateWorkTree(repository, branch, question.pathspecs);
  }
}

function located(repository: Repository, base: string, head: string): LocatedPull {
  const close = (): Promise<void> => Promise.resolve();
  return { repository, base, head: { commit: head, tree: head, git: repository.git }, close };
}

async function locateCommit(
  given: Repository,
  branch: OpenBranch,
  wanted: string | null,
  event: EventCommits | null,
): Promise<LocatedPull> {
  const head = wanted ?? (await readHead(given.git));
  const repository = await fetchCommits(given, [head]);
  const merged = event === null ? null : toMergedBase((await readParents(repository.git, head)) ?? [], event);
  if (merged !== null) return located(await fetchCommits(repository, [merged]), merged, head);
  const whole = await fetchWhole(repository, branch.branch, head);
  return located(whole, await readBase(whole, branch, head), head);
}

/**
 * The base of GitHub's test merge, whose parents are the branch and the pull request: what it has beside its first
 * parent is just what the pull request brings. The branch may have moved since the event.
 */
function toMergedBase(parents: readonly string[], { base, head }: EventCommits): string | null {
  const [first, second, ...more] = parents;
  if (first === undefined || second === undefined || more.length > 0) return null;
  return first === base || second === head ? first : null;
}

async function locateWorkTree(given: Repository, branch: OpenBranch, pathspecs: readonly string[]): Promise<LocatedPull> {
  const ends = readHead(given.git).then(async (commit) => {
    const repository = await fetchWhole(given, branch.branch, commit);
    return { repository, commit, base: await readBase(repository, branch, commit) };
  });
  const [{ repository, commit, base }, opened] = await Promise.all([ends, openWorkTree(given.git, pathspecs)]);
  if (opened === null) return located(repository, base, commit);
  const { tree, git, close } = opened;
  return { repository, base, head: { commit: null, tree, git }, close };
}

async function readHead(git: Git): Promise<string> {
  const head = await readCommit(git, "HEAD");
  if (head !== null) return head;
  throw failure("branch-missing", "HEAD names no commit, so that there is nothing to check.", "Commit something, or check out a branch.");
}

/** Histories that have nothing in common are compared as they are. */
async function readBase({ git }: Repository, branch: OpenBranch, head: string): Promise<string> {
  if (head === branch.head) return head;
  return (await readMergeBase(git, branch.head, head)) ?? branch.head;
}
