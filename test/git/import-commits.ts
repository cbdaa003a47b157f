import { execFileSync } from "node:child_process";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { TestRegistry } from "../support/registry.ts";

/** Commits many files to main a minute apart, fast and without a work tree: one commit for each list of path and content. Gives the last commit. */
export function importCommits(registry: TestRegistry, commits: readonly (readonly (readonly [path: string, content: string])[])[]): string {
  const blocks = commits.map((files, number) => {
    const changes = files.map(([path, content]) => `M 644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`);
    return `commit refs/heads/main\ncommitter C <c@example.com> ${1_767_225_600 + number * 60} +0000\ndata 1\nx\n${changes.join("")}\n`;
  });
  execFileSync("git", ["fast-import", "--quiet"], { cwd: registry.dir, env: isolatedEnvironment(registry.dir), input: blocks.join("") });
  return registry.git("rev-parse", "main");
}
