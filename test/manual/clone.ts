import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const IDENTITY = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.org" };

/** A clone with a bare remote, in which a person pastes commands. */
export interface Clone {
  readonly folder: string;
  /** Runs the lines in bash at the top of the clone and stops at the first that fails; returns their output. */
  readonly paste: (commands: readonly string[], path?: string) => string;
  /** Runs the lines, commits everything on main and pushes it with all tags. */
  readonly publish: (...commands: readonly string[]) => void;
  /** Mode and path of every file on a branch of the remote. */
  readonly proposed: (branch: string) => readonly string[];
}

/** Removed when the test ends. */
export function createClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const bash = (cwd: string, commands: readonly string[], path = process.env["PATH"]): string => {
    const env = { PATH: path, HOME: folder, GIT_CONFIG_NOSYSTEM: "1", ...IDENTITY };
    return execFileSync("bash", ["-c", `set -e -o pipefail\n${commands.join("\n")}`], {
      cwd,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  };
  bash(folder, [
    "git init -q --bare -b main remote.git",
    "git clone -q remote.git clone",
    "git -C clone symbolic-ref HEAD refs/heads/main",
  ]);
  const clone = join(folder, "clone");
  return {
    folder: clone,
    paste: (commands, path) => bash(clone, commands, path),
    publish: (...commands) =>
      bash(clone, [...commands, "git add -A", "git commit -q --allow-empty -m change", "git push -q origin main --tags"]),
    proposed: (branch) =>
      bash(clone, [`git -C ../remote.git ls-tree -r ${branch} | sed -E 's/ [a-z]+ [0-9a-f]+\\t/ /'`])
        .trim()
        .split("\n"),
  };
}
