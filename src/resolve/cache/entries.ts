import { join } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Entry, EntryFacts, EntryKey } from "../cache.ts";
import { checkContents } from "./check-contents.ts";
import {
  ATTEMPTS,
  hasFolders,
  isPassing,
  makeFolder,
  makeFolders,
  refused,
  removeTree,
  rename,
  syncFolder,
  setUsed,
  touch,
  writeNew,
} from "./disk.ts";
import { inspectEntry, type Inspected } from "./inspect-entry.ts";
import { FILES, MARKER, pathOf, placeOfEntry } from "./layout.ts";
import { toMarker, type Marker } from "./marker.ts";
import { isOurs } from "./own-root.ts";
import { seal } from "./sealed.ts";
import { newStage, newStagePath, stagesOf } from "./stages.ts";
import type { Store } from "./store.ts";

/** The entry, with all of its contents checked; null where there is none. A damaged one is removed. */
export function readEntry(store: Store, key: EntryKey): Entry | null {
  const place = placeOfEntry(key);
  if (!hasFolders(store.root, place.folders)) return null;
  const folder = pathOf(store.root, place);
  const found = inspect(folder, key);
  if (found.kind === "missing") return null;
  if (found.kind === "damaged") {
    discard(store, key);
    return null;
  }
  touch(store, join(folder, MARKER), found.usedAt);
  return toEntry(folder, found.marker.facts);
}

/**
 * Puts an entry in its place in one step, after everything about it was checked. Where a whole one with the same files
 * is there already, that one stays. The root must have been claimed.
 */
export function writeEntry(store: Store, key: EntryKey, facts: EntryFacts, contents: ReadonlyMap<string, Buffer>): Entry {
  checkContents(key, facts, contents, store.limits);
  const marker = toMarker(key, facts);
  const place = placeOfEntry(key);
  const folder = pathOf(store.root, place);
  const isSame = (there: Inspected): boolean => there.kind === "whole" && sameFiles(there.marker, marker);
  for (let attempt = 1; ; attempt += 1) {
    let stage: string | null = null;
    try {
      makeFolders(store, place.folders);
      stage = newStage(store, stagesOf(key.registry.id));
      fill(store, stage, marker, contents);
      rename(store, stage, folder);
      return toEntry(folder, marker.facts);
    } catch (error) {
      if (stage !== null) removeTree(store, stage);
      const there = inspect(folder, key);
      if (isSame(there)) return toEntry(folder, marker.facts);
      if (attempt === ATTEMPTS || (there.kind === "missing" && !isPassing(error))) throw refused(folder, "written", error);
      if (there.kind !== "missing") moveAway(store, key, isSame);
    }
  }
}

function toEntry(folder: string, facts: EntryFacts): Entry {
  return { facts, folder: join(folder, FILES) };
}

function inspect(folder: string, { registry, commit, path }: EntryKey): Inspected {
  const found = inspectEntry(folder);
  if (found.kind !== "whole") return found;
  const { url, facts } = found.marker;
  const isIt = url === registry.url && facts.commit === commit && facts.path === path;
  return isIt ? found : { kind: "damaged", why: "it is another entry than its place says" };
}

/** Read-only, against editors: files can be removed all the same, since that is a right of the folder. */
function fill(store: Store, stage: string, marker: Marker, contents: ReadonlyMap<string, Buffer>): void {
  const files = join(stage, FILES);
  const made = new Set<string>();
  for (const { path, executable } of marker.facts.files) {
    const folders = [FILES, ...path.split("/").slice(0, -1)];
    for (let depth = 1; depth <= folders.length; depth += 1) {
      const folder = join(stage, ...folders.slice(0, depth));
      if (!made.has(folder)) makeFolder(store, folder);
      made.add(folder);
    }
    const bytes = contents.get(path);
    if (bytes === undefined) throw new TypeError(`No content of ${path}.`);
    writeNew(store, join(files, path), bytes, { mode: executable ? 0o555 : 0o444, sync: false });
  }
  // Contents are not waited for: they are checked at each use, and what a crash lost is fetched again.
  writeNew(store, join(stage, MARKER), seal(marker), { mode: 0o444, sync: true });
  setUsed(join(stage, MARKER), store.now());
  syncFolder(stage);
}

/** Removes a damaged entry, where that is possible: a cache that is only read stays as it is. */
function discard(store: Store, key: EntryKey): void {
  try {
    if (isOurs(store.root) === true) moveAway(store, key, ({ kind }) => kind === "whole");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** Takes what lies at an entry's place out of the way in one step, then removes it, unless it turns out to be good. */
function moveAway(store: Store, key: EntryKey, isGood: (found: Inspected) => boolean): void {
  const folder = pathOf(store.root, placeOfEntry(key));
  const away = newStagePath(store, stagesOf(key.registry.id));
  try {
    rename(store, folder, away);
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return;
    throw refused(folder, "written", error);
  }
  // Since it was looked at, another process may have put a good one there.
  if (isGood(inspect(away, key)) && putBack(store, away, folder)) return;
  removeTree(store, away);
}

function putBack(store: Store, from: string, to: string): boolean {
  try {
    rename(store, from, to);
    return true;
  } catch {
    return false;
  }
}

function sameFiles(one: Marker, other: Marker): boolean {
  return JSON.stringify(one.facts.files) === JSON.stringify(other.facts.files);
}
