import type { SemVer } from "semver";
import { folderOf } from "../../model/path.ts";
import { parseVersion } from "../../model/version.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { findWithdrawn } from "../withdrawn.ts";
import type { ReadDocument } from "./scene.ts";
import { findPublished } from "./touched.ts";
import type { PullSnapshot } from "./snapshot.ts";
import type { Touched } from "./touched.ts";

/** A version that others of its flow are compared with. */
export interface KnownVersion {
  readonly version: string;
  readonly semver: SemVer;
  readonly path: string;
  readonly tag: string | null;
  /** Null: a link, a submodule or a blocked file, which takes the number and holds nothing to compare with. */
  readonly blob: string | null;
  /** False for what the pull request adds. */
  readonly published: boolean;
}

/**
 * All versions of the touched flows by the flow's folder: what is published, also where the pull request deletes it or
 * where only the tag is left, and what the pull request adds.
 */
export function lineUp(
  snapshot: PullSnapshot,
  touched: readonly Touched[],
  read: ReadDocument,
): ReadonlyMap<string, readonly KnownVersion[]> {
  const { base, head, tagged, config } = snapshot;
  const folders = new Set(touched.map(({ file }) => folderOf(file.path)));
  const known = new Map<string, KnownVersion>();
  const add = (version: KnownVersion): void => {
    const key = `${folderOf(version.path)}/${version.version}`;
    if (folders.has(folderOf(version.path)) && !known.has(key)) known.set(key, version);
  };
  const changed = new Set(snapshot.changed.map(({ path }) => path));
  for (const file of base.registry.files) {
    if (!folders.has(folderOf(file.path))) continue;
    const published = findPublished(file, snapshot, read, true);
    if (published !== null)
      add({ ...file, blob: file.regular || published.blob !== file.blob ? published.blob : null, tag: published.tag, published: true });
    // Not published, and not put right here: a number that is taken all the same.
    else if (!changed.has(file.path)) add({ ...file, blob: contentOf(file), published: true });
  }
  for (const { tag, version, path } of findWithdrawn(tagged, base.registry, config)) {
    const semver = parseVersion(version);
    const blob = tagged.get(tag)?.blob ?? null;
    if (semver !== null && blob !== null) add({ version, semver, path, tag, blob, published: true });
  }
  for (const file of head.registry.files) add({ ...file, blob: contentOf(file), tag: null, published: false });
  return Map.groupBy(known.values(), ({ path }) => folderOf(path));
}

function contentOf({ regular, block, blob }: VersionFile): string | null {
  return regular && block === null ? blob : null;
}
