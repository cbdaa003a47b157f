import type { VersionKind } from "../model/version.ts";

/** A file and the digest of its bytes, `sha256:<hex>`. */
export interface LockedFile {
  /** Path in the registry. */
  readonly path: string;
  readonly digest: string;
}

/** What a reference means, once and for all. */
export interface LockedFlow {
  /** What git is given, or the folder as it is configured; null for a local file. */
  readonly registry: string | null;
  readonly flow: string;
  readonly version: string | null;
  /** Null exactly where there is no version. */
  readonly kind: VersionKind | null;
  readonly tag: string | null;
  /** Full id; null for what is read from disk. */
  readonly commit: string | null;
  /** Path in the registry; for a local file, as it is written in the reference. */
  readonly path: string;
  readonly digest: string;
  /** The same as `digest` where there are no files. */
  readonly contentDigest: string;
  /** What the version file uses below its folder, by path. */
  readonly files: readonly LockedFile[];
  /** Ranges of prompts and of response schemas, by id, then range. */
  readonly prompts: readonly LockedPart[];
  readonly schemas: readonly LockedPart[];
  /** Other flow files of the same commit that it runs, and that are not among `files`; by path. */
  readonly workflows: readonly LockedFile[];
  /** Flows that it runs by reference: as they are written there, and as an entry of the lockfile has them. By the former. */
  readonly uses: readonly { readonly written: string; readonly reference: string }[];
}

/** A range, and the newest version in it at the commit; null where the registry does not keep such files. */
export interface LockedPart {
  readonly id: string;
  readonly range: string;
  readonly found: (LockedFile & { readonly version: string }) | null;
}

/** An entry of flows.yml. */
export interface LockedEntry {
  /** As it is written there. */
  readonly reference: string;
  readonly locked: LockedFlow;
}

/** `flows.lock`. */
export interface Lock {
  /** By name in flows.yml. */
  readonly flows: ReadonlyMap<string, LockedEntry>;
  /** What these use, and is not itself one of them: by canonical reference. */
  readonly dependencies: ReadonlyMap<string, LockedFlow>;
}

export const EMPTY_LOCK: Lock = { flows: new Map(), dependencies: new Map() };
