import { failure } from "../../model/failure.ts";
import type { Forge } from "../port.ts";
import { createClient, type Client, type ClientOptions, type Place } from "./client.ts";
import { createRelease } from "./create-release.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseRelease } from "./parse-release.ts";
import { readReleaseByTag, readReleases } from "./read-releases.ts";

export interface GithubOptions extends ClientOptions {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryUrl: string;
}

/** GitHub and GitHub Enterprise Server. */
export function createGithub(options: GithubOptions): Forge {
  const { owner, repo, repositoryUrl, secondMs } = options;
  const client = createClient(options);
  const place = { owner, repo };
  return {
    name: "github",
    capabilities: { latest: true, pages: true },
    repositoryUrl,
    readReleases: (question) => readReleases(client, place, question),
    createRelease: (release) => createRelease(client, place, release, secondMs),
    readLatest: () => readLatest(client, place),
    markLatest: (tag) => markLatest(client, place, tag),
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

async function markLatest(client: Client, place: Place, tag: string): Promise<void> {
  const release = await readReleaseByTag(client, place, tag);
  if (release === null)
    throw failure("forge-invalid", `There is no published release of ${tag} to mark as latest.`, "Publish the release first.");
  try {
    await client.rest.repos.updateRelease({ ...place, release_id: release.id, make_latest: "true" });
  } catch (error) {
    throw githubFailure(`The release of ${tag} could not be marked as latest`, error);
  }
}
