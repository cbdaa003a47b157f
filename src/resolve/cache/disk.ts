import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type { Dirent, Stats } from "node:fs";
import { join } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { failure, Failure } from "../../model/failure.ts";
import type { Store } from "./store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How often something is begun anew because another process removed or made something at that very moment. */
export const ATTEMPTS = 10;

/** What lies at a path, never through a link. */
export type Read =
  | { readonly kind: "file"; readonly bytes: Buffer; readonly usedAt: number }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong"; readonly why: string };

// A link is not followed, and opening a pipe does not wait for somebody to write. Windows has neither.
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads a regular file of at most so many bytes with as few calls as there are; a Failure where the disk refuses. */
export function readRegular(path: string, maxBytes: number): Read {
  let file: number;
  try {
    file = openSync(path, READ_ONLY);
  } catch (error) {
    if (isErrorCode(error, "ENOENT", "ENOTDIR")) return { kind: "missing" };
    // Some systems have other words for a link (ELOOP, EMLINK, EFTYPE), for a socket, and for a folder.
    if (isErrorCode(error, "ELOOP", "EMLINK", "EFTYPE", "ENXIO", "EOPNOTSUPP", "EISDIR"))
      return { kind: "wrong", why: "it is a link or no file" };
    throw refused(path, "read", error);
  }
  try {
    const stats = fstatSync(file);
    const { size, mtimeMs } = stats;
    if (!stats.isFile()) return { kind: "wrong", why: "it is no file" };
    if (size > maxBytes) return { kind: "wrong", why: `it has ${size} bytes, more than the ${maxBytes} that it may have` };
    const bytes = Buffer.allocUnsafe(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read) read = readSync(file, bytes, length, size - length, null);
    return { kind: "file", bytes: length === size ? bytes : bytes.subarray(0, length), usedAt: mtimeMs };
  } catch (error) {
    throw refused(path, "read", error);
  } finally {
    closeSync(file);
  }
}

/** What lies there, a link itself and not its target; null: nothing. */
export function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (isErrorCode(error, "ENOENT", "ENOTDIR")) return null;
    throw refused(path, "read", error);
  }
}

/** Whether all these folders are there, one in the other below the root, and none of them is a link. */
export function hasFolders(root: string, folders: readonly string[]): boolean {
  let path = root;
  for (const folder of folders) {
    path = join(path, folder);
    if (look(path)?.isDirectory() !== true) return false;
  }
  return true;
}

/** What is in a folder; empty where there is none, or a link, in its place. */
export function listFolder(root: string, folders: readonly string[]): readonly Dirent[] {
  return hasFolders(root, folders) ? onDisk(join(root, ...folders), "read", (path) => readEntries(path)) : [];
}

function readEntries(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return [];
    throw error;
  }
}

/** Makes the folders below the root that are not there, for this user alone; fails where something else lies in the way. */
export function makeFolders(store: Store, folders: readonly string[]): string {
  let path = store.root;
  for (const folder of folders) {
    path = join(path, folder);
    const there = look(path);
    if (there === null) makeFolder(store, path);
    else if (!there.isDirectory()) throw inTheWay(path, there.isSymbolicLink());
  }
  return path;
}

export function makeFolder(store: Store, path: string): void {
  changing(store, "mkdir", path, () => {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Another process was faster; what it made is looked at where it is used.
      if (!isErrorCode(error, "EEXIST")) throw error;
      const there = lstatSync(path);
      if (!there.isDirectory()) throw inTheWay(path, there.isSymbolicLink());
    }
  });
}

/** Writes a file that must not be there yet; `sync` waits until the disk has it. */
export function writeNew(
  store: Store,
  path: string,
  content: string | Buffer,
  { mode, sync }: { readonly mode: number; readonly sync: boolean },
): void {
  changing(store, "write", path, () => {
    writeFileSync(path, content, { flag: "wx", mode, flush: sync });
  });
}

/** Waits until the disk has the folder's names. Windows opens no folders, and needs none. */
export function syncFolder(path: string): void {
  let folder: number;
  try {
    folder = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (isErrorCode(error, "EISDIR", "EPERM", "EACCES")) return;
    throw refused(path, "written", error);
  }
  try {
    fsyncSync(folder);
  } catch (error) {
    // Some file systems cannot (network, FUSE); the seal and the digests still tell what was lost.
    if (!isErrorCode(error, "EINVAL", "EPERM", "EBADF", "ENOTSUP", "ENOSYS")) throw refused(path, "written", error);
  } finally {
    closeSync(folder);
  }
}

/** Throws the system's own error, since what it means depends on what is there. */
export function rename(store: Store, from: string, to: string): void {
  store.onChange?.(`rename ${to}`);
  renameSync(from, to);
}

/** Removes a file, a link itself, or a folder with everything in it. Nothing there is fine. */
export function removeTree(store: Store, path: string): void {
  changing(store, "remove", path, () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  });
}

/** Notes that something was used, once a day at most, so that reading stays reading. */
export function touch(store: Store, path: string, usedAt: number): void {
  const now = store.now();
  if (Math.abs(now - usedAt) >= DAY_MS) setUsed(path, now);
}

export function setUsed(path: string, at: number): void {
  try {
    lutimesSync(path, at / 1000, at / 1000);
  } catch {
    // A cache that cannot be written to can still be read; and another process may have removed it.
  }
}

/** Does what the disk may refuse; `verb` is `read` or `written`. */
export function onDisk<T>(path: string, verb: "read" | "written", work: (path: string) => T): T {
  try {
    return work(path);
  } catch (error) {
    throw refused(path, verb, error);
  }
}

/** The Failure for an error of the file system, in its own words; any other error as it is. */
export function refused(path: string, verb: "read" | "written", error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error && "syscall" in error)) return error;
  return failure(
    "cache-unwritable",
    `${path} in the cache cannot be ${verb}: ${error.message}`,
    "Put that right, or choose another folder with --cache <dir> or FLOW_TAGBOT_CACHE.",
    error,
  );
}

/**
 * Whether another process may be why, by what it made or removed meanwhile: a folder that is gone, or an entry that was there
 * and is not any more. Windows says EPERM for both.
 */
export function isPassing(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return isErrorCode(cause, "ENOENT", "EEXIST", "ENOTEMPTY", "ENOTDIR", "EPERM");
}

function changing(store: Store, what: string, path: string, work: () => void): void {
  store.onChange?.(`${what} ${path}`);
  onDisk(path, "written", work);
}

function inTheWay(path: string, isLink: boolean): Failure {
  return failure(
    "cache-unwritable",
    `${path} in the cache is ${isLink ? "a symbolic link, and the cache follows none" : "no folder"}.`,
    "Remove it, or choose another folder with --cache <dir> or FLOW_TAGBOT_CACHE.",
  );
}
