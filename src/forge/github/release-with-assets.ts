import { Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { CreateResult, NewRelease } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { deleteDraft, readElder, readUnfinished } from "./drafts.ts";
import { parseRelease, type GithubRelease } from "./parse-release.ts";
import { postRelease } from "./post-release.ts";
import { readReleaseById, readReleaseByTag } from "./read-releases.ts";
import { markUnfinished } from "./unfinished.ts";
import { uploadAssets } from "./upload-assets.ts";
import { writeOnce } from "./write-once.ts";

/** Refusals that another run's work on the same release leads to. */
const OVERTAKEN = ["forge-invalid", "forge-denied", "release-immutable", "release-workflow"];

/**
 * Creates a release with files: a draft that says of itself that it is unfinished, its files, and only then one change
 * that makes it what it is to be. That order also suits immutable releases, which take no file once they are published.
 * An unfinished draft of an earlier run is completed. `known` are those for this tag; null: not looked up.
 */
export async function releaseWithAssets(
  client: Client,
  place: Place,
  release: NewRelease,
  time: Time,
  known: readonly GithubRelease[] | null,
): Promise<CreateResult> {
  const [first, ...others] = known ?? (await readUnfinished(client, place, release.tag));
  for (const other of others) await deleteDraft(client, place, other, time);
  const draft = first === undefined ? await begin(client, place, release, time) : await readReleaseById(client, place, first);
  if (draft !== null) {
    const elder = first === undefined ? await readElder(client, place, draft) : null;
    if (elder !== null) {
      await deleteDraft(client, place, draft, time);
      return { kind: "exists", release: elder };
    }
  }
  // Gone, or published, since it was listed.
  if (draft?.unfinished !== true) return overtaken(client, place, release, draft, time);
  try {
    await uploadAssets(client, place, draft, release.assets, time);
    return { kind: "created", release: await finish(client, place, release, draft, time) };
  } catch (error) {
    if (!(error instanceof Failure) || !OVERTAKEN.includes(error.code)) throw error;
    const other = await findFinished(client, place, draft, time);
    if (other === null) throw error;
    return { kind: "exists", release: other };
  }
}

async function begin(client: Client, place: Place, release: NewRelease, time: Time): Promise<GithubRelease> {
  const { value } = await writeOnce(time, {
    what: `The draft of the release of ${release.tag} could not be created`,
    write: () => postRelease(client, place, { ...release, body: markUnfinished(release.body), draft: true, latest: false }),
    // The newest, which is ours if the request did its work.
    look: async () => (await readUnfinished(client, place, release.tag)).at(-1) ?? null,
    taken: () => false,
  });
  return value;
}

/** The one change that removes the hidden line, and publishes unless a draft is wanted. */
async function finish(client: Client, place: Place, wanted: NewRelease, { id, tag }: GithubRelease, time: Time): Promise<GithubRelease> {
  const { value } = await writeOnce(time, {
    what: `The release of ${tag} could not be ${wanted.draft ? "completed" : "published"}`,
    write: async () => {
      const { data } = await client.rest.repos.updateRelease({
        ...place,
        release_id: id,
        tag_name: tag,
        target_commitish: wanted.target,
        name: wanted.title,
        body: wanted.body,
        draft: wanted.draft,
        prerelease: wanted.prerelease,
        make_latest: wanted.latest ? "true" : "false",
      });
      return parseRelease(data);
    },
    look: async () => {
      const now = await readReleaseById(client, place, { id, tag });
      return now === null || now.unfinished || now.draft !== wanted.draft ? null : now;
    },
    taken: () => false,
  });
  return value;
}

/** The release that another run finished in the meantime, this draft or another one of the tag; ours is then deleted. */
async function findFinished(client: Client, place: Place, draft: GithubRelease, time: Time): Promise<GithubRelease | null> {
  const now = await readReleaseById(client, place, draft);
  if (now !== null && !now.unfinished) return now;
  const published = await readReleaseByTag(client, place, draft.tag);
  if (published !== null && now !== null) await deleteDraft(client, place, now, time);
  return published;
}

async function overtaken(
  client: Client,
  place: Place,
  release: NewRelease,
  draft: GithubRelease | null,
  time: Time,
): Promise<CreateResult> {
  const there = draft ?? (await readReleaseByTag(client, place, release.tag));
  return there === null ? releaseWithAssets(client, place, release, time, []) : { kind: "exists", release: there };
}
