import { DIGEST_PREFIX, toDigest } from "../model/digest.ts";
import { folderOf } from "../model/path.ts";

export interface FileDigest {
  /** Path in the registry. */
  readonly path: string;
  /** `sha256:<hex>` of the file's bytes. */
  readonly digest: string;
}

/** What a version is made of beside its own file. */
export interface Content {
  /** `sha256:<hex>` of the file and all that it references. */
  readonly digest: string;
  /** The other files, by path; never none. */
  readonly files: readonly FileDigest[];
}

/** The checksums of files as `sha256sum` prints them: by path relative to the folder, in the order of its bytes. */
export function renderSums(files: readonly FileDigest[], folder: string): string {
  return files
    .map(({ path, digest }) => ({ path: folder === "" ? path : path.slice(folder.length + 1), hex: digest.slice(DIGEST_PREFIX.length) }))
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
    .map(({ path, hex }) => `${hex}  ${path}\n`)
    .join("");
}

/** `sha256:<hex>` of all that a version is made of: of its one file, or of the checksums of its files (docs/index.md). */
export function toContentDigest(version: FileDigest, references: readonly FileDigest[]): string {
  if (references.length === 0) return version.digest;
  return toDigest(renderSums([version, ...references], folderOf(version.path)));
}
