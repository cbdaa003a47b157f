import type { NewRelease } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { parseRelease, type GithubRelease } from "./parse-release.ts";

/** The request that creates a release, sent once. Throws what octokit throws, and a Failure for an answer that is no release. */
export async function postRelease(
  client: Client,
  place: Place,
  { tag, target, title, body, draft, prerelease, latest }: NewRelease,
): Promise<GithubRelease> {
  const { data } = await client.rest.repos.createRelease({
    ...place,
    tag_name: tag,
    target_commitish: target,
    name: title,
    body,
    draft,
    prerelease,
    // A text, not a boolean; the default would give the badge to every release that is created.
    make_latest: latest ? "true" : "false",
  });
  return parseRelease(data);
}
