import { randomUUID } from "node:crypto";
import { link, lstat, mkdir, open, readFile, readlink, realpath, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";

/** An edit takes milliseconds: whoever holds a lock for longer was killed. */
const LONGEST_HOLD_SECONDS = 10;
const RETRY_SECONDS = 0.02;

/**
 * Replaces a text file as a whole: readers see the old text or the new one. A link to it stays a link, its folder is made. Of several
 * processes that edit it, each sees what the one before wrote. `edit` is given "" where there is none. Fails with `file-not-written`.
 */
export async function editFile(path: string, time: Time, edit: (text: string) => string): Promise<void> {
  try {
    const target = await resolveLinks(path);
    await mkdir(dirname(target), { recursive: true });
    await underLock(`${target}.lock`, time, async (stillHeld) => {
      const before = await readText(target);
      const after = edit(before);
      if (after !== before) await replace(target, after, stillHeld);
    });
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw failure("file-not-written", `${path} could not be written: ${error.message}`, "Put that right, or name another file.", error);
  }
}

/** "" for a file that is not there. */
async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return "";
    throw error;
  }
}

/** Where the file lies that is meant, even if a link leads to one that is still to be made. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isErrorCode(error, "ENOENT")) throw error;
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    return isLink ? resolve(dirname(path), await readlink(path)) : path;
  }
}

async function replace(target: string, text: string, stillHeld: () => Promise<boolean>): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    const mode = await stat(target).then(
      (found) => found.mode & 0o777,
      () => 0o666,
    );
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(text);
      // What a new file gets is narrowed by the user's mask; what is there keeps its own.
      if (mode !== 0o666) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await stillHeld()))
      throw failure("file-not-written", `${target} was edited by another process for very long.`, "Run the command once more.");
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function underLock(lock: string, time: Time, work: (stillHeld: () => Promise<boolean>) => Promise<void>): Promise<void> {
  const token = randomUUID();
  const own = `${lock}.${token}`;
  const stillHeld = async (): Promise<boolean> => (await readText(lock)) === token;
  await writeFile(own, token, { flag: "wx" });
  try {
    // A link is made with its contents and its time in one step, or not at all.
    while (!(await takeLock(own, lock, time))) {
      await breakOldLock(lock, own, time);
      await time.wait(RETRY_SECONDS);
    }
    try {
      await work(stillHeld);
    } finally {
      if (await stillHeld()) await rm(lock, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** Its time is that of the lock: whoever waited for long is no old holder. */
async function takeLock(own: string, lock: string, time: Time): Promise<boolean> {
  const now = new Date(time.now());
  await utimes(own, now, now);
  return tryLink(own, lock);
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isErrorCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Moves an old lock away, so that of several who wait only one breaks it; a new one that came between is put back. */
async function breakOldLock(lock: string, own: string, time: Time): Promise<void> {
  const aside = `${own}.old`;
  try {
    if (!(await isOld(lock, time))) return;
    await rename(lock, aside);
    if (!(await isOld(aside, time))) await tryLink(aside, lock);
  } catch (error) {
    if (!isErrorCode(error, "ENOENT")) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isOld(path: string, time: Time): Promise<boolean> {
  return time.now() - (await stat(path)).mtimeMs > LONGEST_HOLD_SECONDS * 1000;
}
