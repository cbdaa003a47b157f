import { vi } from "vitest";
import { runCommandLine } from "../../src/entry/command-line.ts";
import type { CommandRun } from "./run-command.ts";

/** Runs a command line in this process, which is enough for what no command has to be started for. One at a time. */
export async function runHere(args: readonly string[]): Promise<CommandRun> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    const code = await runCommandLine(args, {}, process);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
