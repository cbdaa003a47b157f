import { closeSync, openSync, readSync } from "node:fs";
import { isErrorCode } from "../../model/error-code.ts";

/** In bytes: more than the longest front matter and a line. */
const BEGINNING = 4_096;

/** The paths of release files whose text seems to begin like this; reading thousands of them whole takes a second. */
export function findBeginnings(paths: Iterable<string>, text: string): readonly string[] {
  const wanted = Buffer.from(`\n---\n${text}`);
  const buffer = Buffer.alloc(BEGINNING);
  return [...paths].filter((path) => {
    // One after the other and at once is six times faster here than any number at a time.
    const length = readBeginning(path, buffer);
    return buffer.subarray(0, length).includes(wanted);
  });
}

/** Length of what was read; a file that is gone by now has no beginning. */
function readBeginning(path: string, buffer: Buffer): number {
  try {
    const file = openSync(path, "r");
    try {
      return readSync(file, buffer, 0, buffer.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return 0;
    throw error;
  }
}
