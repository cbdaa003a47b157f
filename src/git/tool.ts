import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Code } from "../model/codes.ts";
import { failure } from "../model/failure.ts";

type Environment = Readonly<Record<string, string>>;

/** What one process left; -1 stands for the exit code of one that a signal ended. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ToolOptions {
  readonly environment: Environment;
  readonly input?: string;
  /** Of the Failure when the program is not there. */
  readonly code: Code;
}

const PACKAGES = { "ssh-keygen": "OpenSSH 8.4 or newer", gpg: "GnuPG 2.2 or newer" };

/**
 * Runs a program that works on keys, in a session of its own: without a terminal it cannot ask a person, and would
 * otherwise wait for an answer for ever.
 */
export async function runTool(program: keyof typeof PACKAGES, args: readonly string[], options: ToolOptions): Promise<ToolResult> {
  const child = spawn(program, args, { env: options.environment, stdio: "pipe", detached: true, windowsHide: true });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // It may end before it has read its input; what matters is its exit status.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  try {
    const code = await once(child, "close").then(([status]: (number | string | null)[]) => status);
    return {
      code: typeof code === "number" ? code : -1,
      stdout: Buffer.concat(stdout).toString(),
      stderr: Buffer.concat(stderr).toString(),
    };
  } catch (error) {
    throw failure(
      options.code,
      `${program} could not be started (${error instanceof Error ? error.message : String(error)}).`,
      `Install ${program} (${PACKAGES[program]}).`,
      error,
    );
  }
}

/** The line of a program's messages that says most, for a sentence of ours. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
}
