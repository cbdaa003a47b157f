import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { failure, Failure } from "../../model/failure.ts";
import { parseFlowsFile, type FlowsEntry } from "../../resolve/flows-file.ts";
import type { Lock } from "../../resolve/locked.ts";
import { parseLock } from "../../resolve/parse-lock.ts";
import type { ConsumerContext } from "./context.ts";

/** A list of flows and its lockfile on disk. */
export interface LockPlace {
  /** Absolute paths. */
  readonly flows: string;
  readonly lock: string;
  /** As sentences call them. */
  readonly shown: { readonly flows: string; readonly lock: string };
}

/** The lockfile lies beside the list and is called after it: `flows.yml` has `flows.lock`. `file` is absolute. */
export function toLockPlace({ directory }: Pick<ConsumerContext, "directory">, file: string): LockPlace {
  const lock = join(dirname(file), `${basename(file).replace(/\.ya?ml$/i, "")}.lock`);
  return { flows: file, lock, shown: { flows: relative(directory, file), lock: relative(directory, lock) } };
}

/** The references of a list. `flows-file-invalid` where it is not there, or cannot be read. */
export async function readFlowsFile({ flows, shown }: LockPlace): Promise<readonly FlowsEntry[]> {
  const text = await readText(flows, "flows-file-invalid", shown.flows);
  if (text !== null) return parseFlowsFile(text, shown.flows);
  throw failure(
    "flows-file-invalid",
    `There is no ${shown.flows}.`,
    "Write one line for each flow, such as `review: code_review@team#^1.2`, or name the file with --file.",
  );
}

export interface FoundLock {
  readonly lock: Lock;
  readonly text: string;
}

/** What a lockfile says; null where there is none. `path` is absolute. `lock-invalid` where it cannot be read. */
export async function readLockFile(path: string, shown: string): Promise<FoundLock | null> {
  const text = await readText(path, "lock-invalid", shown);
  return text === null ? null : { lock: parseLock(text, shown), text };
}

async function readText(path: string, code: "flows-file-invalid" | "lock-invalid", shown: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return null;
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const problem = { code, severity: "error", path: shown, line: null } as const;
    throw new Failure(
      [{ ...problem, message: `${shown} cannot be read: ${error.message}.`, fix: "Put that right, then run again." }],
      error,
    );
  }
}
