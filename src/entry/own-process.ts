import { isErrorCode } from "../model/error-code.ts";
import type { Owner } from "../resolve/cache/store.ts";

/** This process, for what it leaves on disk for a while. */
export const OWN_PROCESS: Owner = { pid: process.pid, isAlive };

/** Whether a process of this machine runs, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isErrorCode(error, "EPERM");
  }
}
