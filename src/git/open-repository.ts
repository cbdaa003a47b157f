import { failure } from "../model/failure.ts";
import type { Refs } from "../model/refs.ts";
import type { Git } from "./git.ts";
import { ITSELF } from "./push-tags.ts";
import { readLocalRefs, readRemoteRefs } from "./read-refs.ts";

export interface Remote {
  readonly name: string;
  /** After `url.<base>.insteadOf` rewriting; may hold a password, so it is never shown. */
  readonly url: string;
}

/** Where tags are made: usually the remote itself. */
export interface PushSite {
  readonly git: Git;
  /** A remote's name or an address. */
  readonly to: string;
}

/** A repository before its refs are read. */
export interface Repository {
  readonly git: Git;
  readonly push: PushSite;
  /** Shared by all work trees of the repository. */
  readonly gitDirectory: string;
  readonly shallow: boolean;
  readonly remote: Remote | null;
  /** True in a clone that fetches file contents when they are read. */
  readonly partial: boolean;
}

/** The release branch as the remote has it (or the repository itself, without a remote), and all tags. */
export interface Branch {
  readonly branch: string;
  readonly head: string;
  readonly tags: Refs["tags"];
  /** False when only this repository knows the branch: nothing can be released from it. */
  readonly published: boolean;
}

const REMOTE = "origin";

export async function openRepository(git: Git): Promise<Repository> {
  const [where, remotes] = await Promise.all([
    git.text(["rev-parse", "--path-format=absolute", "--git-common-dir", "--is-shallow-repository"]),
    git.text(["remote", "--verbose"]),
  ]);
  const [gitDirectory = "", shallow] = where.trim().split("\n");
  // `<name> TAB <url> (fetch)`, followed by `[<filter>]` in a partial clone.
  const [, url, filter] = new RegExp(`^${REMOTE}\\t(.*) \\(fetch\\)(?: \\[(.*)\\])?$`, "m").exec(remotes) ?? [];
  return {
    git,
    push: { git, to: url === undefined ? ITSELF : REMOTE },
    gitDirectory,
    shallow: shallow === "true",
    remote: url === undefined ? null : { name: REMOTE, url },
    partial: filter !== undefined,
  };
}

/**
 * Finds the release branch and reads all refs. With `offline`, what this repository knows already has to do.
 * Null for a repository without any commit.
 */
export async function readBranch(repository: Repository, wanted: string | null, offline: boolean): Promise<Branch | null> {
  const { git, remote } = repository;
  if (remote === null || offline) return readOwnBranch(repository, wanted);
  const refs = await readRemoteRefs(git, remote.name, wanted);
  const branch = wanted ?? refs.defaultBranch;
  const head = branch === null ? undefined : refs.branches.get(branch);
  if (branch !== null && head !== undefined) return { branch, head, tags: refs.tags, published: true };
  const own = await readOwnBranch(repository, wanted);
  return own === null ? null : { ...own, tags: refs.tags, published: false };
}

async function readOwnBranch({ git, remote }: Repository, wanted: string | null): Promise<Branch | null> {
  const refs = await readLocalRefs(git);
  const branch = wanted ?? refs.defaultBranch;
  if (branch === null && refs.branches.size === 0 && remote === null) return null;
  const head =
    branch === null
      ? await readCommit(git, "HEAD")
      : (refs.branches.get(branch) ?? (remote === null ? null : await readTracking(git, remote.name, branch)));
  if (head !== null) return { branch: branch ?? "HEAD", head, tags: refs.tags, published: remote === null };
  if (refs.branches.size === 0 && wanted === null) return null;
  throw failure(
    "branch-missing",
    `${branch === null ? "HEAD names no branch that exists" : `The branch ${JSON.stringify(branch)} does not exist`}${refs.branches.size === 0 ? "" : `; there is ${[...refs.branches.keys()].slice(0, 10).join(", ")}`}.`,
    "Name the release branch with `branch` in the configuration, the `branch` input, or --branch.",
  );
}

/** Any revision that a person named, in place of the release branch; tags are those that this repository has. */
export async function readRevision({ git, remote }: Repository, name: string): Promise<Branch> {
  const refs = await readLocalRefs(git);
  const head = (await readCommit(git, name)) ?? (remote === null ? null : await readTracking(git, remote.name, name));
  if (head !== null) return { branch: name, head, tags: refs.tags, published: true };
  throw failure(
    "branch-missing",
    `${JSON.stringify(name)} is no branch, tag or commit of this repository.`,
    "Name one that it has, or fetch it first.",
  );
}

/** Id of the commit that a revision means; null where it means none. */
export async function readCommit(git: Git, name: string): Promise<string | null> {
  const result = await git.attempt(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  return result.code === 0 ? result.stdout.trim() : null;
}

function readTracking(git: Git, remote: string, branch: string): Promise<string | null> {
  return readCommit(git, `refs/remotes/${remote}/${branch}`);
}
