import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { onTestFinished, vi } from "vitest";
import { gitEnvironment, withCredential } from "../../src/git/environment.ts";
import { createGit, type Git } from "../../src/git/git.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { TestRegistry } from "../support/registry.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";

type Environment = Readonly<Record<string, string>>;

/** The door to git in a folder, as a run opens it; `environment` is what surrounds the run. */
export function openGit(directory: string, environment: Environment = {}, onProcess: () => void = () => undefined): Git {
  return createGit({ directory, environment: gitEnvironment({ ...isolatedEnvironment(directory), ...environment }, null), onProcess });
}

/** The same with a token for the stand-in's repository. */
export function openGitWithToken(directory: string, github: GithubStandIn, environment: Environment = {}): Git {
  return openGit(directory, environment).with((own) => withCredential(own, { url: github.gitUrl, token: github.tokens.write }));
}

/** Makes the stand-in the registry's `origin`. */
export function setOrigin(registry: TestRegistry, github: GithubStandIn): void {
  registry.git("config", "remote.origin.url", github.gitUrl);
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface GitWrapper {
  /** The `PATH` under which the wrapper is found. */
  readonly path: string;
  /** A line for each argument of each process so far. */
  readonly args: () => readonly string[];
  readonly pids: () => readonly number[];
}

/** Puts a `git` first on the PATH that notes its arguments and its process id, and then is git. */
export function wrapGit(): GitWrapper {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const path = [bin, process.env["PATH"] ?? ""].join(delimiter);
  writeScript(join(bin, "git"), [
    `printf '%s\\n' "$@" >>'${folder}/args'`,
    `echo $$ >>'${folder}/pids'`,
    `PATH="\${PATH#*${delimiter}}"`,
    `exec git "$@"`,
  ]);
  vi.stubEnv("PATH", path);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const lines = (name: string): readonly string[] =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8").trim().split("\n") : [];
  return { path, args: () => lines("args"), pids: () => lines("pids").map(Number) };
}

export function writeScript(file: string, lines: readonly string[]): void {
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
