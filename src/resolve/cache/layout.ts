import { hash } from "node:crypto";
import { join } from "node:path";
import { isObjectId } from "../../model/object-id.ts";
import type { AnswerKey, EntryKey } from "../cache.ts";

/** Changes when entries of older versions cannot be read any more; those stay where they are. */
export const LAYOUT = 1;

/** Folder of the root that everything but the root's own tag lies in. */
export const LAYOUT_FOLDER = `v${LAYOUT}`;
export const MARKER = "entry.json";
export const FILES = "files";

/** What a registry's folder holds: `<root>/v1/<registry id>/…`. Entries are folders, the others files. */
export const KINDS = ["entries", "answers", "notes", "refs"] as const;
export type Kind = (typeof KINDS)[number];

/** Staging folders of a registry lie beside its entries, so that one rename brings them there. */
export const STAGES = "stages";
/** Those that belong to no registry; no id starts with a dot. */
export const SHARED_STAGES = ".stages";

/** The steps from the root to something in it: no folder on the way may be a link. */
export interface Place {
  readonly folders: readonly string[];
  readonly name: string;
}

type Registry = EntryKey["registry"];

// An id becomes a folder, and a commit a part of a name, so both are checked once more.
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,149}$/;

export function isRegistryId(name: string): boolean {
  return ID.test(name) && !name.endsWith(".");
}

/** The url is in the hash, so that registries which share an id do not replace each other's entries. */
export function placeOfEntry({ registry, commit, path }: EntryKey): Place {
  return placeIn(registry, "entries", `${checkedCommit(commit)}-${shortHash([registry.url, path])}`);
}

export function placeOfAnswer({ registry, flow, ref, root, prerelease }: AnswerKey): Place {
  return placeIn(registry, "answers", `${shortHash([registry.url, flow, ref, root, prerelease])}.json`);
}

export function placeOfRefs(registry: Registry): Place {
  return placeIn(registry, "refs", `${shortHash([registry.url])}.json`);
}

export function placeOfNote(registry: Registry, commit: string, name: string): Place {
  return placeIn(registry, "notes", `${checkedCommit(commit)}-${shortHash([registry.url, name])}.json`);
}

export function pathOf(root: string, { folders, name }: Place): string {
  return join(root, ...folders, name);
}

function placeIn({ id }: Registry, kind: Kind, name: string): Place {
  if (!isRegistryId(id)) throw new TypeError(`Not the id of a registry: ${JSON.stringify(id)}`);
  return { folders: [LAYOUT_FOLDER, id, kind], name };
}

function checkedCommit(commit: string): string {
  if (!isObjectId(commit)) throw new TypeError(`Not the full id of a commit: ${JSON.stringify(commit)}`);
  return commit;
}

function shortHash(parts: readonly unknown[]): string {
  return hash("sha256", JSON.stringify(parts)).slice(0, 32);
}
