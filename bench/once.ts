import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "./run.ts";
import type { Command } from "./run.ts";

const MEMORY_HOOK = join(import.meta.dirname, "report-peak-memory.mjs");

/** What one run that nobody times does. */
export interface Observed {
  readonly gitProcesses: number;
  readonly peakMegabytes: number;
  readonly exitCode: number;
  readonly output: string;
}

/** Counts the git processes that a run starts itself, with a wrapper first on the PATH, and its own peak memory. */
export async function observe(node: string, args: readonly string[], scratch: string, expected: readonly number[]): Promise<Observed> {
  const dir = mkdtempSync(join(scratch, "observe-"));
  const [bin, log, memory] = [join(dir, "bin"), join(dir, "git.log"), join(dir, "memory")];
  const realGit = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  mkdirSync(bin);
  // The paths are written into the wrapper: a run may hand git an environment of its own.
  writeFileSync(join(bin, "git"), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${realGit}' "$@"\n`, { mode: 0o755 });
  writeFileSync(log, "");
  const command: Command = {
    file: node,
    args: ["--import", MEMORY_HOOK, ...args],
    environment: { PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, FLOW_TAGBOT_BENCH_MEMORY: memory },
  };
  const { exitCode, output } = await runCommand(command, expected, true);
  return {
    gitProcesses: readFileSync(log, "utf8").split("\n").length - 1,
    peakMegabytes: Number(readFileSync(memory, "utf8")) / 1024,
    exitCode,
    output,
  };
}

export interface BundleSize {
  readonly files: number;
  readonly bytes: number;
}

/** The entry file and every chunk that it can load, now or later. */
export function bundleSize(entry: string): BundleSize {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    for (const [, chunk] of readFileSync(file, "utf8").matchAll(/["'](\.\.?\/[^"'\s]+\.m?js)["']/g))
      if (chunk !== undefined) visit(join(dirname(file), chunk));
  };
  visit(entry);
  return { files: seen.size, bytes: [...seen].reduce((sum, file) => sum + statSync(file).size, 0) };
}
