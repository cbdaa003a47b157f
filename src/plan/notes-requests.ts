import type { Selection } from "../config/config.ts";
import { authorOf } from "../notes/marker.ts";
import type { Action, CreateRelease, Plan } from "../model/plan.ts";
import { folderOf } from "../model/path.ts";
import type { VersionFile } from "../registry/version-file.ts";
import { placeVersion } from "./place.ts";
import { selectFiles } from "./select.ts";
import type { Snapshot } from "./snapshot.ts";

/** What has to be read to write one version's notes. */
export interface NotesRequest {
  readonly file: VersionFile;
  readonly tag: string;
  readonly target: string;
  readonly previous: { readonly file: VersionFile; readonly tag: string; readonly target: string; readonly tagExists: boolean } | null;
}

/**
 * The notes that a plan's releases need, those by hand included, in the order of the actions. What is made by hand is
 * there only for what is made by hand after it.
 */
export function planNotes(snapshot: Snapshot, { actions, manual }: Pick<Plan, "actions" | "manual">): readonly NotesRequest[] {
  return [...requestsFor(snapshot, actions, []), ...requestsFor(snapshot, manual, actions)];
}

function requestsFor(snapshot: Snapshot, actions: readonly Action[], before: readonly Action[]): readonly NotesRequest[] {
  const made = tagsMade([...before, ...actions]);
  const byTag = new Map(snapshot.registry.files.map((file) => [file.tag, file]));
  const find = predecessorFinder(snapshot);
  return actions
    .filter((action): action is CreateRelease => action.type === "create-release")
    .flatMap(({ tag, target }) => {
      const file = byTag.get(tag);
      return file === undefined ? [] : [{ file, tag, target, previous: find(file, made) }];
    });
}

/** The notes of the existing releases that were read and that nobody but us wrote, to be compared with what they say now. */
export function planFreshNotes(snapshot: Snapshot, selection: Selection, { actions }: Pick<Plan, "actions">): readonly NotesRequest[] {
  const made = tagsMade(actions);
  const find = predecessorFinder(snapshot);
  return selectFiles(snapshot.registry, selection).flatMap((file) => {
    const release = snapshot.releases.get(file.tag ?? "");
    const target = snapshot.views.get(file.tag ?? "")?.commit;
    if (file.tag === null || file.block !== null || target === undefined || release === undefined) return [];
    return authorOf(release.body) === "ours" ? [{ file, tag: file.tag, target, previous: find(file, made) }] : [];
  });
}

function tagsMade(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(actions.filter(({ type }) => type === "create-tag").map(({ tag }) => tag));
}

/** The request for one version as if all that can be tagged were tagged, whether it needs a release or not; null when no tag can be made of it. */
export function planNotesOf(snapshot: Snapshot, file: VersionFile): NotesRequest | null {
  const { target } = placeVersion(file, snapshot);
  if (file.tag === null || target === null) return null;
  return {
    file,
    tag: file.tag,
    target,
    previous: predecessorFinder(snapshot)(
      file,
      new Set(snapshot.registry.files.flatMap(({ tag, block }) => (tag === null || block !== null ? [] : [tag]))),
    ),
  };
}

function predecessorFinder(snapshot: Snapshot): (file: VersionFile, made: ReadonlySet<string>) => NotesRequest["previous"] {
  const byVersion = new Map(snapshot.registry.files.map((file) => [`${folderOf(file.path)}\0${file.version}`, file]));
  return (file, made) => {
    const previous = file.previous === null ? undefined : byVersion.get(`${folderOf(file.path)}\0${file.previous}`);
    if (previous?.tag === undefined || previous.tag === null) return null;
    const { target } = placeVersion(previous, snapshot);
    return target === null
      ? null
      : { file: previous, tag: previous.tag, target, tagExists: snapshot.tags.has(previous.tag) || made.has(previous.tag) };
  };
}
