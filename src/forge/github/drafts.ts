import { parseMarker } from "../../notes/marker.ts";
import type { Time } from "../../model/time.ts";
import type { Client, Place } from "./client.ts";
import type { GithubRelease } from "./parse-release.ts";
import { readPage, readReleaseById } from "./read-releases.ts";
import { writeOnce } from "./write-once.ts";

/** The newest draft for a tag, which no look-up by tag finds. */
export async function readDraft(client: Client, place: Place, tag: string): Promise<GithubRelease | null> {
  for (let number = 1; ; number += 1) {
    const { releases, more } = await readPage(client, place, number);
    const draft = releases.find((release) => release.draft && release.tag === tag);
    if (draft !== undefined) return draft;
    if (!more) return null;
  }
}

/** All drafts of ours for a tag whose files are not all there, in the order in which they were made. */
export async function readUnfinished(client: Client, place: Place, tag: string): Promise<readonly GithubRelease[]> {
  const found: GithubRelease[] = [];
  for (let number = 1; ; number += 1) {
    const { releases, more } = await readPage(client, place, number);
    found.push(...releases.filter((release) => release.unfinished && release.tag === tag));
    if (!more) return found.toSorted((a, b) => a.id - b.id);
  }
}

/**
 * The release that another run made for the same tag before this draft of ours, or null. GitHub takes any number of
 * drafts for one tag, so two runs at once make two; the one with the lowest id stays, and both runs see that alike.
 */
export async function readElder(client: Client, place: Place, draft: GithubRelease): Promise<GithubRelease | null> {
  let elder: GithubRelease | null = null;
  for (let number = 1, seen = false; ; number += 1) {
    const { releases, more } = await readPage(client, place, number);
    for (const release of releases) {
      seen ||= release.id === draft.id;
      if (isElder(release, draft) && release.id < (elder?.id ?? Infinity)) elder = release;
    }
    // Both are listed by the date of the same commit, side by side.
    const beside = releases.at(-1)?.tag === draft.tag;
    if (!more || (seen && !beside)) return elder;
  }
}

function isElder(other: GithubRelease, draft: GithubRelease): boolean {
  if (other.tag !== draft.tag || other.id === draft.id) return false;
  return !other.draft || (other.id < draft.id && isOurs(other, draft));
}

function isOurs(other: GithubRelease, draft: GithubRelease): boolean {
  const [theirs, ours] = [parseMarker(other.body), parseMarker(draft.body)];
  return other.unfinished || (theirs !== null && theirs.flow === ours?.flow && theirs.version === ours.version);
}

/** Deletes a draft of ours; one that is gone already is as good. */
export async function deleteDraft(client: Client, place: Place, draft: GithubRelease, time: Time): Promise<void> {
  await writeOnce(time, {
    what: `A second draft of the release of ${draft.tag} could not be deleted`,
    write: async () => {
      await client.rest.repos.deleteRelease({ ...place, release_id: draft.id });
      return true;
    },
    look: async () => ((await readReleaseById(client, place, draft)) === null ? true : null),
    taken: ({ status }) => status === 404,
  });
}
