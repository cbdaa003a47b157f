import type { CreateDigest, Plan } from "../model/plan.ts";
import { renderDigest, renderDigestEntry } from "../notes/digest-notes.ts";
import { planNotesOf } from "../plan/notes-requests.ts";
import { openContexts, type NotesSource } from "./write-notes.ts";

/** So many versions are told of at length, the newest; a release has no room for more. */
const MOST_ENTRIES = 300;

export type DigestRenderer = (action: CreateDigest, versions: readonly string[]) => string;

/** Reads what the digests of a plan tell of their versions, and gives what makes their texts for those versions that have a tag in the end. */
export async function readDigestNotes(source: NotesSource, { actions }: Pick<Plan, "actions">): Promise<DigestRenderer> {
  const { snapshot, forge } = source;
  const digests = actions.filter((action) => action.type === "create-digest");
  const entries = new Map<string, string>();
  if (digests.length > 0) {
    const files = new Map(snapshot.registry.files.map((file) => [file.tag, file]));
    const requests = digests
      .flatMap(({ versions }) => versions.slice(-MOST_ENTRIES))
      .flatMap((tag) => {
        const file = files.get(tag);
        const request = file === undefined ? null : planNotesOf(snapshot, file);
        // A tag that exists is what is told of, also when the file has changed since.
        return request === null ? [] : [{ ...request, target: snapshot.views.get(tag)?.commit ?? request.target }];
      });
    // An entry has no room for pull requests; each would take a part of a request.
    const quiet = { ...forge, capabilities: { ...forge.capabilities, pullRequests: false, ownNotes: false } };
    const { readContexts } = await openContexts({ ...source, forge: quiet }, requests);
    for await (const context of readContexts()) entries.set(context.tag, renderDigestEntry(context));
  }
  return (action, versions) => renderDigest(action, versions, entries);
}
