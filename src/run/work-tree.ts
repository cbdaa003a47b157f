import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { isErrorCode } from "../model/error-code.ts";
import type { Git } from "../git/git.ts";
import { openWorkTree } from "../git/work-tree.ts";
import { failure } from "../model/failure.ts";

export interface Checkout {
  /** Top folder of the work tree. */
  readonly top: string;
  readonly tree: string;
  /** Sees the tree. */
  readonly git: Git;
}

/** Does something with what a person has checked out, committed or not; a Failure in a bare repository. */
export async function withWorkTree<T>(git: Git, pathspecs: readonly string[], work: (checkout: Checkout) => Promise<T>): Promise<T> {
  const opened = await openWorkTree(git, pathspecs);
  if (opened === null)
    throw failure("no-work-tree", "There are no files checked out here to work on.", "Run it in a work tree, not in a bare repository.");
  try {
    const top = (await git.text(["rev-parse", "--path-format=absolute", "--show-toplevel"])).replace(/\n$/, "");
    return await work({ top, tree: opened.tree, git: opened.git });
  } finally {
    await opened.close();
  }
}

/** The path in the repository of a file on disk, named from the current folder; null where it is outside. */
export async function pathInRepository(git: Git, file: string): Promise<string | null> {
  const { code, stdout } = await git.attempt(["rev-parse", "--path-format=absolute", "--show-toplevel"]);
  if (code !== 0) return null;
  const path = relative(await realpath(stdout.replace(/\n$/, "")), await realpath(file));
  return path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path.split(sep).join("/");
}

/** Does what writes the file at a registry's path; a Failure for what the operating system refuses. */
export async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw failure("file-not-written", `${path} cannot be written: ${error.message}`, "Put that right, then run again.", error);
  }
}

/** The place of a registry's path on disk; a Failure if a symbolic link among its folders leads out of the work tree. */
export async function placeInside(top: string, path: string): Promise<string> {
  const place = join(top, ...path.split("/"));
  const root = await realpath(top);
  const folder = await nearestFolder(dirname(place));
  if (folder !== root && !folder.startsWith(root + sep))
    throw failure("path-outside", `${path} leads out of the repository through a symbolic link.`, "Replace the link by a folder.");
  return place;
}

/** The real path of the folder, or of the nearest one above it that exists. */
async function nearestFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isErrorCode(error, "ENOENT", "ENOTDIR")) throw error;
    return nearestFolder(dirname(folder));
  }
}
