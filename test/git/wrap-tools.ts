import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { temporaryFolder, writeScript } from "./open-git.ts";

export interface ToolWrapper {
  /** Names of the programs that ran, in order. */
  readonly programs: () => readonly string[];
  /** All arguments of all their processes. */
  readonly args: () => string;
}

/** Puts wrappers first on the PATH that note the arguments of programs which get to see keys, and then are them. */
export function wrapTools(names: readonly string[] = ["git", "ssh", "ssh-keygen", "gpg", "gpgconf"]): ToolWrapper {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of names) {
    // By its path, so that programs which it starts are still the wrappers.
    const program = execFileSync("sh", ["-c", 'command -v -- "$0"', name], { encoding: "utf8" }).trim();
    writeScript(join(bin, name), [
      `echo '${name}' >>'${folder}/programs'`,
      `printf '%s\\n' "$@" >>'${folder}/args'`,
      `exec '${program}' "$@"`,
    ]);
  }
  vi.stubEnv("PATH", [bin, process.env["PATH"] ?? ""].join(delimiter));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
  return {
    programs: () => read("programs").trim().split("\n"),
    args: () => read("args"),
  };
}
