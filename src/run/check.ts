import { failure } from "../model/failure.ts";
import { checkPull } from "../plan/guard/check-pull.ts";
import type { CheckReport } from "../plan/guard/report.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readPull, type PullSource } from "./read-pull.ts";

export interface CheckRequest extends Omit<PullSource, "branch"> {
  /** Null in a repository without any commit. */
  readonly branch: OpenBranch | null;
}

/** Reads a pull request, or what a person has in front of them, and holds it to the rules; changes nothing. */
export async function check({ branch, ...source }: CheckRequest): Promise<CheckReport> {
  if (branch === null)
    throw failure("branch-missing", "The repository has no commit, so that nothing is published yet.", "Commit the first version file.");
  return checkPull(await readPull({ ...source, branch }));
}
