import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { flowYaml, type TestRegistry } from "../support/registry.ts";
import type { CommandRun } from "./run-command.ts";

/** Two versions of one flow and a prerelease of another, a landing each. */
export function writeSample(registry: TestRegistry): void {
  for (const path of ["flows/code_review/1.0.0.yml", "flows/code_review/1.1.0.yml", "flows/chat/1.0.0-rc.1.yml"]) {
    registry.write(path, flowYaml({ name: path }));
    registry.commit(`Add ${path}`);
  }
}

export const SAMPLE_TAGS = ["chat-v1.0.0-rc.1", "code_review-v1.0.0", "code_review-v1.1.0"] as const;

/** Tags of a repository, sorted. */
export function tagsIn(registry: TestRegistry, repository: string = registry.dir): readonly string[] {
  return registry
    .git("-C", repository, "tag", "--list")
    .split("\n")
    .filter((tag) => tag !== "");
}

/** Names of the files in which the local forge keeps releases. */
export function releaseFiles(gitDirectory: string): readonly string[] {
  return readdirSync(join(gitDirectory, "flow-tagbot/releases")).toSorted();
}

const REPORT = z.looseObject({
  plan: z.looseObject({ actions: z.array(z.unknown()) }),
  outcomes: z.array(
    z.looseObject({ action: z.looseObject({ type: z.string(), tag: z.string() }), result: z.looseObject({ kind: z.string() }) }),
  ),
});

/** What `apply --json` says became of each action. */
export function outcomesOf({ stdout }: CommandRun): readonly string[] {
  return REPORT.parse(JSON.parse(stdout)).outcomes.map(({ action, result }) => `${action.type} ${action.tag}: ${result.kind}`);
}

/** Codes of what a command with --json failed with. */
export function problemCodes({ stdout }: CommandRun): readonly string[] {
  return z
    .object({ problems: z.array(z.object({ code: z.string() })) })
    .parse(JSON.parse(stdout))
    .problems.map(({ code }) => code);
}
