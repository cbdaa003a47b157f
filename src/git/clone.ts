import type { Git } from "./git.ts";

export interface CloneRequest {
  readonly url: string;
  /** Exists and is empty. */
  readonly directory: string;
  /** Null: the default branch. */
  readonly branch: string | null;
  /** With all file contents, not only with commits and folders. */
  readonly whole: boolean;
}

/** Clones one branch of a registry bare, with all its commits. */
export async function cloneRegistry(git: Git, { url, directory, branch, whole }: CloneRequest): Promise<void> {
  const only = branch === null ? [] : ["--branch", branch];
  const filter = whole ? [] : ["--filter=blob:none"];
  await git.text(["clone", "--quiet", "--bare", "--no-tags", "--single-branch", ...filter, ...only, "--end-of-options", url, directory]);
}
