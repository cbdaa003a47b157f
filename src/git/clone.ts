import type { Git } from "./git.ts";

/** Clones a registry bare, with all commits and folders of its branch but no file contents. */
export async function cloneRegistry(git: Git, url: string, directory: string, branch: string | null): Promise<void> {
  const only = branch === null ? [] : ["--branch", branch];
  await git.text([
    "clone",
    "--quiet",
    "--bare",
    "--no-tags",
    "--single-branch",
    "--filter=blob:none",
    ...only,
    "--end-of-options",
    url,
    directory,
  ]);
}
