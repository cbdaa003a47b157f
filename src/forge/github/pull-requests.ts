import type { LandedCommit, PullRequest } from "../../model/pull-request.ts";
import type { Time } from "../../model/time.ts";
import { Failure, failure } from "../../model/failure.ts";
import type { LandedPullRequests } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseList } from "./parse-answer.ts";
import { parseRestPull, type FoundPull } from "./parse-pull-request.ts";
import { queryPullRequests } from "./query-pull-requests.ts";

/** A first run over a long history asks about its newest commits only. */
const MOST_COMMITS = 2_000;

/** REST needs a request for each commit. */
const MOST_REQUESTS = 100;

/** The index of commits was seen to lag behind a merge by some seconds. */
const LAG_SECONDS = 300;
const WAITS = [5, 15];

type Found = ReadonlyMap<string, readonly FoundPull[]>;

/**
 * The merged pull requests of each commit, by GraphQL in batches, else by REST for the newest ones. A commit that has just landed and names a
 * pull request is asked about again, twice at most.
 */
export async function readPullRequests(
  client: Client,
  place: Place,
  commits: readonly LandedCommit[],
  time: Time,
): Promise<LandedPullRequests> {
  const asked = new Map(commits.filter(({ sha }) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(sha)).map((commit) => [commit.sha, commit]));
  const newest = [...asked.values()].toSorted((a, b) => b.time - a.time).slice(0, MOST_COMMITS);
  let { found, failure: failed } = await readOnce(
    client,
    place,
    newest.map(({ sha }) => sha),
  );
  for (const seconds of WAITS) {
    if (failed !== null) break;
    const since = time.now() / 1000 - LAG_SECONDS;
    const missing = newest.filter(({ sha, expected, time: landed }) => expected && landed > since && merged(sha, found).length === 0);
    if (missing.length === 0) break;
    await time.wait(seconds);
    const again = await readOnce(
      client,
      place,
      missing.map(({ sha }) => sha),
    );
    found = new Map([...found, ...again.found]);
    failed = again.failure;
  }
  return { pulls: new Map([...found.keys()].map((sha) => [sha, merged(sha, found).map(toPullRequest)])), failure: failed };
}

interface Read {
  readonly found: Found;
  readonly failure: Failure | null;
}

async function readOnce(client: Client, place: Place, commits: readonly string[]): Promise<Read> {
  const { found, open, failure: failed } = await queryPullRequests(client, place, commits);
  const all = new Map(found);
  if (failed !== null) return { found: all, failure: failed };
  try {
    for (const sha of open.slice(0, MOST_REQUESTS)) all.set(sha, await listPulls(client, place, sha));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { found: all, failure: error };
  }
  return { found: all, failure: null };
}

async function listPulls(client: Client, place: Place, sha: string): Promise<readonly FoundPull[]> {
  try {
    const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({ ...place, commit_sha: sha });
    return parseList(data, "pull requests").map((pull) => parseRestPull(pull, place));
  } catch (error) {
    const refusal = toRefusal(error);
    // A commit that the server does not have is answered like this.
    if (refusal?.status === 422) return [];
    const failed = githubFailure("The pull requests of commits could not be read", error);
    if (failed.code !== "forge-denied") throw failed;
    throw failure(
      "forge-denied",
      failed.message,
      "Give the job `permissions: pull-requests: read`, or use a token that may read them.",
      failed,
    );
  }
}

/** Those that were merged; the one whose merge made the commit alone, where there is one, and not those that were merged into it before. */
function merged(sha: string, found: Found): readonly FoundPull[] {
  const pulls = (found.get(sha) ?? []).filter((pull) => pull.merged);
  const own = pulls.filter(({ mergeCommit }) => mergeCommit === sha);
  return own.length > 0 ? own : pulls;
}

function toPullRequest({ number, title, body, url, author, labels, closes }: FoundPull): PullRequest {
  return { number, title, body, url, author, labels, closes };
}
