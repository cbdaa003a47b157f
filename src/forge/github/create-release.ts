import type { Time } from "../../model/time.ts";
import type { CreateResult, NewRelease } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { deleteDraft, readDraft, readElder } from "./drafts.ts";
import type { GithubRelease } from "./parse-release.ts";
import { postRelease } from "./post-release.ts";
import { readReleaseByTag } from "./read-releases.ts";
import { releaseWithAssets } from "./release-with-assets.ts";
import { writeOnce } from "./write-once.ts";

/**
 * Creates a release once, or completes an unfinished one. Without files that is one request. `unfinished` are the
 * drafts of this tag that an earlier run left; null: not looked up.
 */
export async function createRelease(
  client: Client,
  place: Place,
  release: NewRelease,
  time: Time,
  unfinished: readonly GithubRelease[] | null,
): Promise<CreateResult> {
  if (release.assets.length > 0 || (unfinished ?? []).length > 0) return releaseWithAssets(client, place, release, time, unfinished);
  const { found, value } = await writeOnce(time, {
    what: `The release of ${release.tag} could not be created`,
    write: () => postRelease(client, place, release),
    look: () => (release.draft ? readDraft(client, place, release.tag) : readReleaseByTag(client, place, release.tag)),
    taken: ({ codes }) => codes.includes("already_exists:tag_name"),
  });
  const elder = release.draft && !found ? await readElder(client, place, value) : null;
  if (elder === null) return { kind: found ? "exists" : "created", release: value };
  await deleteDraft(client, place, value, time);
  return { kind: "exists", release: elder };
}
