import type { Config } from "../config/config.ts";
import type { Repository } from "../git/open-repository.ts";
import type { Tagger } from "../git/write-tags.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { Time } from "../model/time.ts";
import type { RegistryIndex } from "../plan/index-schema.ts";
import type { OpenBranch } from "./open-registry.ts";
import { publishIndex } from "./publish-index.ts";
import { readIndex } from "./read-index.ts";
import type { ReleaseReport } from "./release.ts";

export interface IndexRequest {
  readonly repository: Repository;
  readonly config: Pick<Config, "indexBranch">;
  readonly branch: OpenBranch | null;
  readonly report: Pick<ReleaseReport, "snapshot" | "outcomes">;
  readonly tagger: Tagger;
  readonly time: Time;
  /** In milliseconds on `time.now()`: nothing is published from then on. */
  readonly deadline: number | null;
}

export interface IndexReport {
  /** Null in a repository without any commit, and where it could not be read. */
  readonly index: RegistryIndex | null;
  /** Why it was not made, or not published. What was released stays. */
  readonly problems: readonly Problem[];
}

/** Makes the index of the whole registry as a run left it, and publishes it where that is configured. */
export async function indexRegistry({ repository, config, branch, report, tagger, time, deadline }: IndexRequest): Promise<IndexReport> {
  const { snapshot, outcomes } = report;
  if (snapshot === null) return { index: null, problems: [] };
  try {
    const index = await readIndex(repository, snapshot, outcomes);
    // An index must not tell of commits that nobody has.
    if (config.indexBranch === null || branch?.published !== true) return { index, problems: [] };
    const date = snapshot.line.time(snapshot.head) ?? 0;
    return { index, problems: await publishIndex({ repository, index, branch: config.indexBranch, date, tagger, time, deadline }) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, fix } = error.problems[0];
    const problem = { code: "index-not-published", severity: "error", path: null, line: null } as const;
    return { index: null, problems: [{ ...problem, message: `The index was not made: ${message}`, fix }] };
  }
}
