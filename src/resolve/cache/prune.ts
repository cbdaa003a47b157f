import { Failure } from "../../model/failure.ts";
import type { Problem } from "../../model/problem.ts";
import { hasFolders, refused, removeTree, rename } from "./disk.ts";
import { listItems, type Item } from "./items.ts";
import { LAYOUT_FOLDER } from "./layout.ts";
import { newStagePath, stagesOf, sweep } from "./stages.ts";
import type { Store } from "./store.ts";
import { isErrorCode } from "../../model/error-code.ts";

export interface PruneLimits {
  /** Milliseconds since the last use; null: however old. */
  readonly olderThan: number | null;
  /** Bytes that may be left; null: any number. */
  readonly maxSize: number | null;
}

export interface Pruned {
  /** Number of entries that were removed. */
  readonly entries: number;
  /** Number of other files that were removed: answers, notes, refs. */
  readonly remembered: number;
  /** Bytes that were removed, and that are left. */
  readonly freed: number;
  readonly left: number;
  /** What the disk refused to remove. */
  readonly problems: readonly Problem[];
}

/**
 * Removes what was not used for some time, then the longest unused until the rest is small enough. Each thing is moved out
 * of its place in one step first, so that nobody finds half of it.
 */
export function pruneCache(store: Store, { olderThan, maxSize }: PruneLimits): Pruned {
  const items = [...listItems(store.root)].toSorted((one, other) => one.usedAt - other.usedAt);
  if (items.length > 0) sweep(store);
  const now = store.now();
  const problems: Problem[] = [];
  const total = items.reduce((sum, { size }) => sum + size, 0);
  let left = total;
  let entries = 0;
  let remembered = 0;
  for (const item of items) {
    const isOld = olderThan !== null && now - item.usedAt >= olderThan;
    if (!isOld && (maxSize === null || left <= maxSize)) continue;
    const problem = remove(store, item);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    left -= item.size;
    if (item.kind === "entries") entries += 1;
    else remembered += 1;
  }
  return { entries, remembered, freed: total - left, left, problems };
}

function remove(store: Store, { registryId, kind, path }: Item): Problem | null {
  try {
    if (!hasFolders(store.root, [LAYOUT_FOLDER, registryId, kind])) return null;
    const away = newStagePath(store, stagesOf(registryId));
    moveAway(store, path, away);
    removeTree(store, away);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.problems[0];
    throw error;
  }
}

/** Moves something away, if it is still there. */
export function moveAway(store: Store, path: string, away: string): void {
  try {
    rename(store, path, away);
  } catch (error) {
    if (!isErrorCode(error, "ENOENT")) throw refused(path, "written", error);
  }
}
