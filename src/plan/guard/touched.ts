import { folderOf } from "../../model/path.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { findRenames, type GoneFile } from "./renames.ts";
import type { ReadDocument } from "./scene.ts";
import type { ChangedFile, PullSnapshot } from "./snapshot.ts";

/** What a version is as it was published, and where a clone gets it back from. */
export interface Published {
  readonly blob: string;
  readonly commit: string;
  /** Null: it has no tag yet, and is as it is on the base. */
  readonly tag: string | null;
}

/** What a pull request does to one version file. */
export type Touched =
  /** A version that is not published: new, or put right before it could be. */
  | { readonly kind: "new"; readonly file: VersionFile; readonly status: "added" | "edited" }
  /** A published version that is there, with this content; `before` is null where the base has no such file. */
  | { readonly kind: "kept"; readonly file: VersionFile; readonly published: Published; readonly before: string | null }
  /** A published version whose file is gone; `to` is the path that its content went to. */
  | { readonly kind: "gone"; readonly file: VersionFile; readonly published: Published; readonly to: string | null }
  /** The second name of a published version: where it was renamed to, or a twin of it. */
  | { readonly kind: "other-name"; readonly file: VersionFile };

/** The version files that a pull request touches, by path. A file whose content stays is none of them. */
export function findTouched(snapshot: PullSnapshot, read: ReadDocument): readonly Touched[] {
  const before = new Map(snapshot.base.registry.files.map((file) => [file.path, file]));
  const after = new Map(snapshot.head.registry.files.map((file) => [file.path, file]));
  const changed = snapshot.changed.filter((change) => isChange(change, before, after)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const gone = changed.flatMap(({ path }) => {
    const file = before.get(path);
    if (file === undefined || after.has(path) || hasOldTwin(file, before, after)) return [];
    const published = findPublished(file, snapshot, read, true);
    return published === null ? [] : [{ file, published, blobs: [...new Set([published.blob, file.blob])] }];
  });
  const added = changed.flatMap(({ path, before: old, after: blob }) => (old === null && blob !== null ? [{ path, blob }] : []));
  const renames = findRenames(gone satisfies readonly GoneFile[], added, (blob) => read(blob)?.text ?? null);
  const goneAt = new Map(gone.map((one) => [one.file.path, one]));
  const origins = new Map([...renames].map(([from, to]) => [to, before.get(from)]));
  return changed.flatMap(({ path }): readonly Touched[] => {
    const file = after.get(path);
    if (file === undefined) {
      const found = goneAt.get(path);
      return found === undefined ? [] : [{ kind: "gone", file: found.file, published: found.published, to: renames.get(path) ?? null }];
    }
    const old = before.get(path);
    if (old === undefined && isOtherName(file, origins.get(path), before)) return [{ kind: "other-name", file }];
    const published = findPublished(old ?? file, snapshot, read, old !== undefined);
    if (published !== null) return [{ kind: "kept", file, published, before: old?.blob ?? null }];
    return [{ kind: "new", file, status: old === undefined ? "added" : "edited" }];
  });
}

type Files = ReadonlyMap<string, VersionFile>;

/** A changed mode or a merge that comes to the same leaves the content as it is; a link instead of a file does not. */
function isChange({ path, before, after }: ChangedFile, old: Files, now: Files): boolean {
  return before !== after || old.get(path)?.regular !== now.get(path)?.regular;
}

/** One of two files for one version was deleted, and the other is still there. */
function hasOldTwin(file: VersionFile, before: Files, after: Files): boolean {
  return twinPaths(file).some((path) => before.has(path) && after.has(path));
}

function isOtherName(file: VersionFile, origin: VersionFile | undefined, before: Files): boolean {
  if (origin !== undefined && origin.tag !== null && origin.tag === file.tag) return true;
  return twinPaths(file).some((path) => before.has(path));
}

function twinPaths({ path, version }: VersionFile): readonly string[] {
  const folder = folderOf(path);
  return [".yml", ".yaml"].map((extension) => `${folder === "" ? "" : `${folder}/`}${version}${extension}`).filter((twin) => twin !== path);
}

/**
 * The published content of a version file: what its tag holds, else what is on the base. Null: not published, because
 * it is on neither, or because what is on the base could never be used (a blocked name, a link, no YAML) and has to be
 * put right there.
 */
export function findPublished(
  file: VersionFile,
  { base, tagged }: Pick<PullSnapshot, "base" | "tagged">,
  read: ReadDocument,
  isOnBase: boolean,
): Published | null {
  const atTag = file.tag === null ? undefined : tagged.get(file.tag);
  // The tag of a blocked file can be another file's.
  if (file.tag !== null && atTag?.blob != null && (isOnBase || file.block === null)) {
    const { blob, commit } = atTag;
    // Whoever works on a pull request has its base, and not always the tags.
    return { blob, commit: isOnBase && blob === file.blob ? base.commit : commit, tag: file.tag };
  }
  if (!isOnBase || file.block !== null || !file.regular) return null;
  if (atTag === undefined && read(file.blob)?.kind === "broken") return null;
  return { blob: file.blob, commit: base.commit, tag: null };
}
