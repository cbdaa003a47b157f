import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import type { Time } from "../../model/time.ts";

export interface SizeWatch {
  readonly folder: string;
  readonly most: number;
  readonly time: Time;
  readonly isRunning: () => boolean;
  /** Called once, when the folder has grown beyond `most`. */
  readonly onExceeded: () => void;
}

const FIRST = 0.01;
const LONGEST = 0.1;

/**
 * Looks at a folder's size while something writes there, every 100 ms; more often in the beginning, so that the last wait
 * does not outlast what was short.
 */
export async function watchSize({ folder, most, time, isRunning, onExceeded }: SizeWatch): Promise<void> {
  for (let wait = FIRST; ; wait = Math.min(LONGEST, wait * 2)) {
    await time.wait(wait);
    if (!isRunning()) return;
    if ((await folderSize(folder)) > most) {
      onExceeded();
      return;
    }
  }
}

/** Bytes of all files in a folder; what vanishes meanwhile counts nothing. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing([]));
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) => lstat(join(parentPath, name)).then(({ size }) => size, ignoreMissing(0))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function ignoreMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isErrorCode(error, "ENOENT")) return instead;
    throw error;
  };
}
