import { existsSync, readFileSync } from "node:fs";
import { gitEnvironment } from "../../../src/git/environment.ts";
import { createGit, type Git } from "../../../src/git/git.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { isRunning } from "../open-git.ts";
import type { TestRegistry } from "../../support/registry.ts";

/** The door to a registry's own objects, as to a repository of the stage; `onProcess` is called for each process. */
export function openStage(registry: TestRegistry, onProcess: () => void = () => undefined): Git {
  return createGit({ directory: registry.dir, environment: gitEnvironment(isolatedEnvironment(registry.dir), null), onProcess });
}

/** False also for a process that has ended and that nobody has asked about, as orphans in a container without an init. */
export function isAlive(pid: number): boolean {
  if (!isRunning(pid)) return false;
  const file = `/proc/${pid}/stat`;
  return !existsSync("/proc/self/stat") || (existsSync(file) && !/\) Z /.test(readFileSync(file, "utf8")));
}
