import { spawn } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";
import { isolatedEnvironment } from "../support/isolated-git.ts";

export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundled command in a folder, into pipes. */
export function runCommand(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(inject("bundle"), "command.js"), ...args], {
      cwd,
      env: { ...isolatedEnvironment(cwd), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString("utf8"), stderr: Buffer.concat(err).toString("utf8") });
    });
  });
}
