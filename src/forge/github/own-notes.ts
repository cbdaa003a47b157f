import * as z from "zod/mini";
import type { OwnNotesRequest } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure } from "./failures.ts";
import { parseAnswer } from "./parse-answer.ts";

const NOTES = z.object({ body: z.string() });

/** The notes that GitHub itself makes for a tag, always since the tag that is given; it would guess another flow's otherwise. */
export async function writeOwnNotes(client: Client, place: Place, { tag, target, previous }: OwnNotesRequest): Promise<string> {
  try {
    const { data } = await client.rest.repos.generateReleaseNotes({
      ...place,
      tag_name: tag,
      target_commitish: target,
      ...(previous === null ? {} : { previous_tag_name: previous }),
    });
    return parseAnswer(NOTES, data, "release notes").body;
  } catch (error) {
    throw githubFailure(`GitHub did not write the notes of ${tag}`, error);
  }
}
