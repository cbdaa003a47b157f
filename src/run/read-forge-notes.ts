import type { Config } from "../config/config.ts";
import type { Forge } from "../forge/port.ts";
import { Failure } from "../model/failure.ts";
import { toWarning, type Problem } from "../model/problem.ts";
import type { NotesRequest } from "../plan/notes-requests.ts";
import type { Snapshot } from "../plan/snapshot.ts";

/** The forge writes notes one by one, and counts each as a write of the hour. */
const MOST_NOTES = 100;

export interface ForgeNotes {
  /** By tag; what the forge did not write has none. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * The forge's own notes with `notes: github`, always since the previous tag of the same flow. It is not asked about a first version, nor
 * while the previous tag is not there yet: it would take another flow's tag for the previous one.
 */
export async function readForgeNotes(
  forge: Pick<Forge, "capabilities" | "writeOwnNotes">,
  { notes }: Pick<Config, "notes">,
  { tags }: Pick<Snapshot, "tags">,
  requests: readonly NotesRequest[],
): Promise<ForgeNotes> {
  const texts = new Map<string, string>();
  if (notes !== "github" || !forge.capabilities.ownNotes) return { texts, problems: [] };
  const askable = requests.flatMap(({ tag, target, previous }) =>
    previous !== null && tags.has(previous.tag) ? [{ tag, target, previous: previous.tag }] : [],
  );
  try {
    for (const request of askable.slice(0, MOST_NOTES)) texts.set(request.tag, await forge.writeOwnNotes(request));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [{ code, message, fix }] = error.problems;
    return { texts, problems: [toWarning(code, `${message} The list of flow-tagbot's own takes their place.`, fix)] };
  }
  if (askable.length <= MOST_NOTES) return { texts, problems: [] };
  const words = `GitHub wrote the notes of ${MOST_NOTES} versions of ${askable.length}; the others have the list of flow-tagbot's own.`;
  return { texts, problems: [toWarning("forge-rate-limit", words, "Use `max-releases` and smaller runs to have GitHub write them all.")] };
}
