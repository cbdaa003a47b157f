import type { Git } from "./git.ts";

export interface CloneRequest {
  readonly url: string;
  /** Exists and is empty. */
  readonly directory: string;
  /** Null: the default branch. */
  readonly branch: string | null;
  /** With all file contents, not only with commits and folders. */
  readonly whole: boolean;
  /** False: its newest commit only. */
  readonly history: boolean;
}

/** Clones one branch of a registry bare, with all its commits unless told otherwise. */
export async function cloneRegistry(git: Git, { url, directory, branch, whole, history }: CloneRequest): Promise<void> {
  const only = branch === null ? [] : ["--branch", branch];
  const depth = history ? [] : ["--depth=1"];
  const filter = whole ? [] : ["--filter=blob:none"];
  await git.text([
    "clone",
    "--quiet",
    "--bare",
    "--no-tags",
    "--single-branch",
    ...depth,
    ...filter,
    ...only,
    "--end-of-options",
    url,
    directory,
  ]);
}
