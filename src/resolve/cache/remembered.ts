import type { TagRef } from "../../model/refs.ts";
import { DIGEST } from "../../model/digest.ts";
import { failure } from "../../model/failure.ts";
import { OBJECT_ID } from "../../model/object-id.ts";
import { isErrorCode } from "../../model/error-code.ts";
import type { Answer, AnswerKey, EntryKey, KnownRefs } from "../cache.ts";
import {
  ATTEMPTS,
  hasFolders,
  isPassing,
  makeFolders,
  readRegular,
  refused,
  removeTree,
  rename,
  setUsed,
  touch,
  writeNew,
} from "./disk.ts";
import { pathOf, placeOfAnswer, placeOfNote, placeOfRefs, type Place } from "./layout.ts";
import { toKind, toSafePath } from "./marker.ts";
import { seal, unseal } from "./sealed.ts";
import { notA, orNull, readShape, toFlag, toList, toRecord, toText, toTextLike } from "./shape.ts";
import { newStagePath, stagesOf } from "./stages.ts";
import type { Store } from "./store.ts";

type Registry = EntryKey["registry"];

/** Far above what half a million branches and tags take; far below what would not fit into memory. */
export const MOST_BYTES = 256 * 1024 * 1024;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const DATE = /^\d{4}-\d\d-\d\d/;

export function readAnswer(store: Store, key: AnswerKey): Answer | null {
  return readSmall(store, placeOfAnswer(key), toIdentity(key), parseAnswer);
}

export function writeAnswer(store: Store, key: AnswerKey, answer: Answer): void {
  const { flow, version, kind, tag, root, contentDigest, commit, path, why, yanked, deprecated, at } = answer;
  // Only what an answer is made of: the caller's object may hold more.
  const value = { flow, version, kind, tag, root, contentDigest, commit, path, why, yanked, deprecated, at };
  writeSmall(store, key.registry, placeOfAnswer(key), toIdentity(key), value);
}

export function readRefs(store: Store, registry: Registry): KnownRefs | null {
  return readSmall(store, placeOfRefs(registry), [registry.url], parseRefs);
}

export function writeRefs(store: Store, registry: Registry, { refs, at }: KnownRefs): void {
  const tags = [...refs.tags].map(([name, { object, commit, annotated }]) => [name, object, commit, annotated]);
  const value = { at, defaultBranch: refs.defaultBranch, branches: [...refs.branches], tags };
  writeSmall(store, registry, placeOfRefs(registry), [registry.url], value);
}

export function readNote(store: Store, registry: Registry, commit: string, name: string): string | null {
  return readSmall(store, placeOfNote(registry, commit, name), [registry.url, commit, name], toText);
}

export function writeNote(store: Store, registry: Registry, commit: string, name: string, text: string): void {
  writeSmall(store, registry, placeOfNote(registry, commit, name), [registry.url, commit, name], text);
}

/** Names of files are hashes, so each file says what it is about. */
function toIdentity({ registry, flow, ref, root, prerelease }: AnswerKey): readonly unknown[] {
  return [registry.url, flow, ref, root, prerelease];
}

/** Null: not there, cut off, changed, of another layout, or about something else. It is written anew then. */
function readSmall<T>(store: Store, place: Place, about: readonly unknown[], parse: (value: unknown) => T): T | null {
  if (!hasFolders(store.root, place.folders)) return null;
  const path = pathOf(store.root, place);
  const read = readRegular(path, MOST_BYTES);
  if (read.kind !== "file") return null;
  const found = unseal(read.bytes.toString("utf8"));
  if (!found.ok) return null;
  const value = readShape((body) => {
    const { about: own, value } = toRecord(body);
    if (JSON.stringify(own) !== JSON.stringify(about)) throw notA("about this", own);
    return { value: parse(value) };
  }, found.body);
  if (value === null) return null;
  touch(store, path, read.usedAt);
  return value.value;
}

/** Not waited for until the disk has it: the seal tells what a crash cut off, and it is only asked for again. */
function writeSmall(store: Store, { id }: Registry, place: Place, about: readonly unknown[], value: unknown): void {
  const text = seal({ about, value });
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw failure("registry-too-large", "What is to be remembered of the registry is too large.", "Look for what is so large in it.");
  const path = pathOf(store.root, place);
  for (let attempt = 1; ; attempt += 1) {
    let temporary: string | null = null;
    try {
      makeFolders(store, place.folders);
      temporary = newStagePath(store, stagesOf(id));
      writeNew(store, temporary, text, { mode: 0o600, sync: false });
      setUsed(temporary, store.now());
      replace(store, temporary, path);
      return;
    } catch (error) {
      if (temporary !== null) removeTree(store, temporary);
      // Somebody cleared the registry, folders and all, while this was written.
      if (attempt === ATTEMPTS || !isPassing(error)) throw refused(path, "written", error);
    }
  }
}

function replace(store: Store, from: string, to: string): void {
  try {
    rename(store, from, to);
  } catch (error) {
    if (!isErrorCode(error, "EISDIR", "ENOTEMPTY", "EEXIST", "EPERM")) throw error;
    // A folder lies there; or, on Windows, another process is reading.
    removeTree(store, to);
    rename(store, from, to);
  }
}

function parseAnswer(value: unknown): Answer {
  const { flow, version, kind, tag, root, contentDigest, commit, path, why, yanked, deprecated, at } = toRecord(value);
  return {
    flow: toText(flow),
    version: orNull(toText, version),
    kind: orNull(toKind, kind),
    tag: orNull(toText, tag),
    root: orNull(toText, root),
    contentDigest: toTextLike(DIGEST, contentDigest),
    commit: toTextLike(OBJECT_ID, commit),
    path: toSafePath(path),
    why: toText(why),
    yanked: orNull((mark) => ({ reason: toText(toRecord(mark)["reason"]) }), yanked),
    deprecated: orNull((mark) => {
      const { since, use, reason } = toRecord(mark);
      return { since: orNull((date) => toTextLike(DATE, date), since), use: orNull(toText, use), reason: orNull(toText, reason) };
    }, deprecated),
    at: toTextLike(TIME, at),
  };
}

function parseRefs(value: unknown): KnownRefs {
  const { at, defaultBranch, branches, tags } = toRecord(value);
  return {
    at: toTextLike(TIME, at),
    refs: {
      defaultBranch: orNull(toText, defaultBranch),
      branches: new Map(toList(branches).map(parseBranch)),
      tags: new Map(toList(tags).map(parseTag)),
    },
  };
}

function parseBranch(value: unknown): readonly [string, string] {
  const [name, commit] = toList(value);
  return [toText(name), toTextLike(OBJECT_ID, commit)];
}

function parseTag(value: unknown): readonly [string, TagRef] {
  const [name, object, commit, annotated] = toList(value);
  return [toText(name), { object: toTextLike(OBJECT_ID, object), commit: toTextLike(OBJECT_ID, commit), annotated: toFlag(annotated) }];
}
