import { DIGEST } from "../../model/digest.ts";
import { OBJECT_ID } from "../../model/object-id.ts";
import type { VersionKind } from "../../model/version.ts";
import type { EntryFacts, EntryKey } from "../cache.ts";
import type { ResolvedFile } from "../resolved.ts";
import { pathProblem } from "./safe-paths.ts";
import { notA, orNull, toFlag, toList, toOneOf, toRecord, toSize, toText, toTextLike } from "./shape.ts";

/** What an entry says of itself. */
export interface Marker {
  /** Of the registry. */
  readonly url: string;
  readonly facts: EntryFacts;
}

export function toMarker(key: EntryKey, facts: EntryFacts): Marker {
  const { flow, version, kind, tag, path, root, digest, contentDigest, files, framework, commit } = facts;
  return {
    url: key.registry.url,
    // Only what an entry is made of: the caller's object may hold more.
    facts: { flow, version, kind, tag, path, root, digest, contentDigest, files: files.map(toFile), framework, commit },
  };
}

/** Reads the body of a marker; `cache-invalid` for what is none. Its paths are safe to open. */
export function parseMarker(value: unknown): Marker {
  const { url, facts } = toRecord(value);
  const { flow, version, kind, tag, path, root, digest, contentDigest, files, framework, commit } = toRecord(facts);
  return {
    url: toText(url),
    facts: {
      flow: toText(flow),
      version: orNull(toText, version),
      kind: orNull(toKind, kind),
      tag: orNull(toText, tag),
      path: toText(path),
      root: orNull(toText, root),
      digest: toTextLike(DIGEST, digest),
      contentDigest: toTextLike(DIGEST, contentDigest),
      files: toList(files).map(parseFile),
      framework: orNull(toText, framework),
      commit: toTextLike(OBJECT_ID, commit),
    },
  };
}

export function toKind(value: unknown): VersionKind {
  return toOneOf(["stable", "prerelease", "variant"], value);
}

function toFile({ path, digest, size, executable }: ResolvedFile): ResolvedFile {
  return { path, digest, size, executable };
}

function parseFile(value: unknown): ResolvedFile {
  const { path, digest, size, executable } = toRecord(value);
  return { path: toSafePath(path), digest: toTextLike(DIGEST, digest), size: toSize(size), executable: toFlag(executable) };
}

/** A path that may be joined to a folder. */
export function toSafePath(value: unknown): string {
  const path = toText(value);
  if (pathProblem(path) !== null) throw notA("a safe path", value);
  return path;
}
