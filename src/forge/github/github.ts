import { failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { Forge } from "../port.ts";
import { createLogin, isPrivate, readAccess } from "./access.ts";
import { createClient, type Client, type ClientOptions, type Place } from "./client.ts";
import { addLabel, createComments } from "./comments.ts";
import { createRelease } from "./create-release.ts";
import { editRelease } from "./edit-release.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { createIssueTracker } from "./issues.ts";
import { writeOwnNotes } from "./own-notes.ts";
import { GITHUB_LIMITS, type PaceLimits } from "./pace.ts";
import { parseRelease } from "./parse-release.ts";
import { readPullRequests } from "./pull-requests.ts";
import { readReleaseByTag, readReleases, type GithubIndex } from "./read-releases.ts";
import { readTagRules } from "./tag-rules.ts";
import { writeOnce } from "./write-once.ts";

export interface GithubOptions extends ClientOptions {
  /** The token is the one that the workflow's own job was given. */
  readonly ownToken: boolean;
  readonly owner: string;
  readonly repo: string;
  readonly repositoryUrl: string;
}

/** GitHub and GitHub Enterprise Server. */
export function createGithub(options: GithubOptions, limits: PaceLimits = GITHUB_LIMITS): Forge {
  const { owner, repo, repositoryUrl, token, ownToken, time } = options;
  const client = createClient(options, limits);
  const place = { owner, repo };
  const login = createLogin(client, token, ownToken);
  // What was read last also tells which drafts are to be completed, which no look-up by tag would.
  let last: GithubIndex | null = null;
  return {
    name: "github",
    capabilities: { latest: true, pages: true, assets: true, pullRequests: true, ownNotes: true },
    repositoryUrl,
    readReleases: async (question) => {
      last = await readReleases(client, place, question);
      return last;
    },
    createRelease: (release) => {
      const unfinished = last === null ? null : (last.unfinished.get(release.tag) ?? []);
      return createRelease(client, place, release, time, unfinished);
    },
    readLatest: () => readLatest(client, place),
    markLatest: (tag) => markLatest(client, place, tag, time),
    readAccess: () => readAccess(client, place, token, login),
    isPrivate: () => isPrivate(client, place),
    readTagRules: () => readTagRules(client, place),
    issues: createIssueTracker(client, place, login, time),
    readPullRequests: (commits) => readPullRequests(client, place, commits, time),
    comments: createComments(client, place, login, time),
    addLabel: (pull, label) => addLabel(client, place, pull, label, time),
    writeOwnNotes: (request) => writeOwnNotes(client, place, request),
    editRelease: (tag, text) => editRelease(client, place, tag, text, time),
  };
}

async function readLatest(client: Client, place: Place): Promise<string | null> {
  try {
    const { data } = await client.rest.repos.getLatestRelease({ ...place });
    return parseRelease(data).tag;
  } catch (error) {
    if (toRefusal(error)?.status === 404) return null;
    throw githubFailure("The latest release could not be read", error);
  }
}

async function markLatest(client: Client, place: Place, tag: string, time: Time): Promise<void> {
  const release = await readReleaseByTag(client, place, tag);
  if (release === null)
    throw failure("forge-invalid", `There is no published release of ${tag} to mark as latest.`, "Publish the release first.");
  if (release.immutable)
    throw failure(
      "latest-immutable",
      `The release of ${tag} is immutable and is not changed, so that it cannot be marked as latest.`,
      "Mark it by hand on the release's page, or leave the badge alone (no flow as `latest`).",
    );
  await writeOnce(time, {
    what: `The release of ${tag} could not be marked as latest`,
    write: async () => {
      await client.rest.repos.updateRelease({ ...place, release_id: release.id, make_latest: "true" });
      return true;
    },
    look: async () => ((await readLatest(client, place)) === tag ? true : null),
    taken: () => false,
  });
}
