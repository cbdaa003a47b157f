import { isAncestor } from "../git/is-ancestor.ts";
import type { Repository } from "../git/open-repository.ts";
import { publishFile } from "../git/publish-file.ts";
import type { Tagger } from "../git/write-tags.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { Time } from "../model/time.ts";
import type { RegistryIndex } from "../plan/index-schema.ts";
import { parseIndex } from "../plan/parse-index.ts";
import { renderIndex } from "../plan/registry-index.ts";

export interface IndexPublication {
  readonly repository: Repository;
  readonly index: RegistryIndex;
  /** Branch that it is published on. */
  readonly branch: string;
  /** Commit date of the index's head, in seconds since 1970. */
  readonly date: number;
  readonly tagger: Tagger;
  readonly time: Time;
  /** In milliseconds on `time.now()`: nothing is published from then on. */
  readonly deadline: number | null;
}

export const INDEX_FILE = "index.json";

/** Publishes the index, unless the branch has it already, or a newer one. What goes wrong is a problem; everything that was released stays. */
export async function publishIndex(publication: IndexPublication): Promise<readonly Problem[]> {
  const { repository, index, branch, date, tagger, time, deadline } = publication;
  if (deadline !== null && time.now() >= deadline)
    return [
      toProblem("warning", "The time that was given to this run is over; the next run publishes the index.", "Give the run more minutes."),
    ];
  try {
    await publishFile(repository, {
      branch,
      name: INDEX_FILE,
      content: renderIndex(index),
      message: `Index of ${index.branch} at ${index.head}\n`,
      author: tagger,
      date,
      replaces: (present) => belongsInPlace(repository, index, parseIndex(present)),
      time,
    });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [toProblem("error", `The index was not published on the branch ${branch}: ${error.message}`, error.problems[0].fix)];
  }
}

/**
 * Whether an index is to replace another one: something but the head differs, and that is not from a later state of the
 * branch, which a faster run has seen.
 */
async function belongsInPlace(repository: Repository, ours: RegistryIndex, present: RegistryIndex): Promise<boolean> {
  if (renderIndex({ ...present, head: ours.head }) === renderIndex(ours)) return false;
  if (present.branch !== ours.branch || present.head === ours.head) return true;
  return !(await isAncestor(repository, ours.branch, ours.head, present.head));
}

function toProblem(severity: Problem["severity"], message: string, fix: string): Problem {
  return { code: "index-not-published", severity, path: null, line: null, message, fix };
}
