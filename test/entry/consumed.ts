import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { flowYaml, shareRegistry, type TestRegistry } from "../support/registry.ts";
import { runCommand, type CommandRun } from "./run-command.ts";

/** A registry as flow-tagbot leaves it: two tagged versions of a flow, the newer one with a file that it uses. */
export const publishedRegistry = shareRegistry((registry) => {
  for (const version of ["1.0.0", "1.1.0"]) {
    registry.write(`flows/code_review/${version}.yml`, flowYaml({ name: "code_review", prompt: version }));
    registry.commit(`Add code_review ${version}`);
    registry.tag(`code_review-v${version}`, "HEAD", { message: `code_review ${version}` });
  }
});

export interface User {
  /** A folder of one's own, which holds cache and settings too. */
  readonly dir: string;
  readonly run: (...args: readonly string[]) => Promise<CommandRun>;
  readonly runWith: (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<CommandRun>;
}

/** Somebody who uses flows: of this repository, as their default registry `team`, or without any registry yet. */
export function createUser(team: TestRegistry | null = null): User {
  const dir = mkdtempSync(join(tmpdir(), "flow-tagbot-user-"));
  if (team !== null) {
    mkdirSync(join(dir, ".config/flow-tagbot"), { recursive: true });
    writeFileSync(
      join(dir, ".config/flow-tagbot/registries.yml"),
      `default: team\nregistries:\n  team:\n    source: ${team.dir}\n    type: git\n`,
    );
  }
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    dir,
    run: (...args) => runCommand(dir, args),
    runWith: (environment, ...args) => runCommand(dir, args, environment),
  };
}
