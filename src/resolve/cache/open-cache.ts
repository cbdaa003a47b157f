import { rm } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { failure } from "../../model/failure.ts";
import type { Cache } from "../cache.ts";
import { onDisk, refused } from "./disk.ts";
import { readEntry, writeEntry } from "./entries.ts";
import { claimRoot } from "./own-root.ts";
import { readAnswer, readNote, readRefs, writeAnswer, writeNote, writeRefs } from "./remembered.ts";
import { newStage, SHARED, sweep } from "./stages.ts";
import type { Store } from "./store.ts";

/**
 * Opens a cache without looking at the disk. The folder is made, and swept of what killed processes left, when something
 * is written for the first time. Fails with `input-invalid` for a root that is not absolute.
 */
export function openCache(store: Store): Promise<Cache> {
  const { root } = store;
  let isPrepared = false;
  const prepare = (): void => {
    if (isPrepared) return;
    claimRoot(store);
    sweep(store);
    isPrepared = true;
  };
  // A call of the disk that does not wait is several times faster than one that does, and what is read here is small.
  const reading = <T>(work: () => T): Promise<T> => settle(() => onDisk(root, "read", work));
  const writing = <T>(work: () => T): Promise<T> =>
    settle(() =>
      onDisk(root, "written", () => {
        prepare();
        return work();
      }),
    );
  return settle(() => {
    if (!isAbsolute(root))
      throw failure("input-invalid", `The cache's folder ${JSON.stringify(root)} is not absolute.`, "Correct --cache.");
    return {
      root,
      readEntry: (key) => reading(() => readEntry(store, key)),
      writeEntry: (key, facts, contents) => writing(() => writeEntry(store, key, facts, contents)),
      readAnswer: (key) => reading(() => readAnswer(store, key)),
      writeAnswer: (key, answer) =>
        writing(() => {
          writeAnswer(store, key, answer);
        }),
      readRefs: (registry) => reading(() => readRefs(store, registry)),
      writeRefs: (registry, known) =>
        writing(() => {
          writeRefs(store, registry, known);
        }),
      readNote: (registry, commit, name) => reading(() => readNote(store, registry, commit, name)),
      writeNote: (registry, commit, name, text) =>
        writing(() => {
          writeNote(store, registry, commit, name, text);
        }),
      makeStage: () =>
        writing(() => {
          const folder = newStage(store, SHARED);
          return { folder, remove: () => removeStage(folder) };
        }),
    };
  });
}

/** A clone may be large, and nobody waits for its removal alone. */
async function removeStage(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw refused(folder, "written", error);
  }
}

function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
