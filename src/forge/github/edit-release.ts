import { Failure, failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { EditResult, NewText } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { readDraft } from "./drafts.ts";
import { parseRelease, type GithubRelease } from "./parse-release.ts";
import { readReleaseById, readReleaseByTag } from "./read-releases.ts";
import { writeOnce } from "./write-once.ts";

/**
 * Replaces the text of a release. Only the text is sent: the latest badge, a draft and a prerelease stay what they are, and
 * an immutable release takes a new text, too (https://docs.github.com/code-security/concepts/supply-chain-security/immutable-releases).
 */
export async function editRelease(client: Client, place: Place, tag: string, { before, body }: NewText, time: Time): Promise<EditResult> {
  const release = (await readReleaseByTag(client, place, tag)) ?? (await readDraft(client, place, tag));
  if (release === null) throw failure("forge-invalid", `There is no release of ${tag} to edit.`, "Run again: the next plan knows.");
  if (isText(release, body)) return { kind: "same", release };
  if (!isText(release, before)) throw edited(tag);
  const { value } = await writeOnce(time, {
    what: `The text of the release of ${tag} could not be changed`,
    write: async () => {
      const { data } = await client.rest.repos.updateRelease({ ...place, release_id: release.id, body });
      return parseRelease(data);
    },
    look: async () => {
      const now = await readReleaseById(client, place, release);
      if (now !== null && isText(now, body)) return now;
      if (now !== null && !isText(now, before)) throw edited(tag);
      return null;
    },
    taken: () => false,
  }).catch((error: unknown) => {
    throw asRefusedText(error);
  });
  return { kind: "edited", release: value };
}

/** An immutable release is promised to take a new text; a server that refuses it all the same says nothing about its tag. */
function asRefusedText(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== "release-immutable") return error;
  return failure("forge-invalid", error.message, "Change the text on the release's page, if the server lets you.", error);
}

/** Servers may cut the end of a text. */
function isText(release: GithubRelease, text: string): boolean {
  return release.body.trimEnd() === text.trimEnd();
}

function edited(tag: string): Failure {
  return failure(
    "release-edited",
    `The text of the release of ${tag} was changed since it was read, and is left alone.`,
    "Look at the next run's plan, which reads it anew.",
  );
}
