import type { Dirent } from "node:fs";
import { join } from "node:path";
import { listFolder, look } from "./disk.ts";
import { isRegistryId, KINDS, LAYOUT_FOLDER, MARKER, type Kind } from "./layout.ts";
import { isOurs } from "./own-root.ts";

/** One thing that the cache keeps: a folder (`entries`) or a file (the others). */
export interface Item {
  readonly registryId: string;
  readonly kind: Kind;
  /** In the folder of its kind. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Bytes of all its files. */
  readonly size: number;
  /** Milliseconds since 1970, to the day. */
  readonly usedAt: number;
}

/** All that the cache keeps, whether it is whole or not; staging folders are no part of it. Fails for a root that is no cache. */
export function* listItems(root: string): Generator<Item> {
  if (isOurs(root) === null) return;
  for (const registryId of listRegistryIds(root)) {
    for (const kind of KINDS) {
      const folders = [LAYOUT_FOLDER, registryId, kind];
      for (const { name } of listFolder(root, folders).toSorted(byName)) yield toItem(root, registryId, kind, name);
    }
  }
}

/** Registries with a folder in the cache, by id. */
export function listRegistryIds(root: string): readonly string[] {
  return listFolder(root, [LAYOUT_FOLDER])
    .filter((entry) => entry.isDirectory() && isRegistryId(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

function toItem(root: string, registryId: string, kind: Kind, name: string): Item {
  const folders = [LAYOUT_FOLDER, registryId, kind];
  const path = join(root, ...folders, name);
  // The marker is what each use touches; without one, the folder's own time says when it was made.
  const used = (kind === "entries" ? look(join(path, MARKER)) : null) ?? look(path);
  return { registryId, kind, name, path, size: sizeOf(root, folders, name), usedAt: used?.mtimeMs ?? 0 };
}

/** Links count as themselves. */
function sizeOf(root: string, folders: readonly string[], name: string): number {
  const there = look(join(root, ...folders, name));
  if (there === null) return 0;
  if (!there.isDirectory()) return there.size;
  const inside = [...folders, name];
  return listFolder(root, inside).reduce((sum, entry) => sum + sizeOf(root, inside, entry.name), 0);
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}
