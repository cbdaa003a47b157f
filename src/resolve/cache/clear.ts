import { join } from "node:path";
import { hasFolders, look, removeTree } from "./disk.ts";
import { listItems } from "./items.ts";
import { isRegistryId, LAYOUT_FOLDER } from "./layout.ts";
import { isOurs } from "./own-root.ts";
import { moveAway } from "./prune.ts";
import { newStagePath, SHARED } from "./stages.ts";
import type { Store } from "./store.ts";

export interface Cleared {
  /** Number of entries that were removed. */
  readonly entries: number;
  /** Bytes that were removed. */
  readonly freed: number;
}

/** Removes all that the cache holds of one registry, in one step. Nothing of it there is fine. */
export function clearRegistry(store: Store, registryId: string): Cleared {
  const { root } = store;
  if (!isRegistryId(registryId)) throw new TypeError(`Not the id of a registry: ${JSON.stringify(registryId)}`);
  const path = join(root, LAYOUT_FOLDER, registryId);
  if (isOurs(root) === null || !hasFolders(root, [LAYOUT_FOLDER]) || look(path) === null) return { entries: 0, freed: 0 };
  let entries = 0;
  let freed = 0;
  for (const item of listItems(root)) {
    if (item.registryId !== registryId) continue;
    if (item.kind === "entries") entries += 1;
    freed += item.size;
  }
  const away = newStagePath(store, SHARED);
  moveAway(store, path, away);
  removeTree(store, away);
  return { entries, freed };
}
