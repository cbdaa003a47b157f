/** What a tag's commit and its first parent hold at a version file's path: blob ids, null for no file. */
export interface TagView {
  readonly commit: string;
  readonly blob: string | null;
  readonly parentBlob: string | null;
}

/** The version file on the branch, and where its history was looked up. */
export interface FileView {
  readonly blob: string;
  /** Null as long as the history was not read for this file. */
  readonly target: string | null;
  readonly introduced: string | null;
}

export type TagCheck =
  { readonly kind: "right" } | { readonly kind: "changed" } | { readonly kind: "re-added" } | { readonly kind: "elsewhere" };

/**
 * True when the tag's commit alone proves that the tag is right: it is a landing, and the file took there the content
 * that it has now. A file that was changed and changed back keeps its tag by this rule, although a newer landing gave
 * it the same content once more: `git show <tag>:<path>` equals the file on the branch, and a tag never moves.
 */
export function isLandingOf(tag: TagView, blob: string, isLanding: (commit: string) => boolean): boolean {
  return tag.blob === blob && tag.parentBlob !== blob && isLanding(tag.commit);
}

/**
 * Where a tag stands that does not prove itself. `position` gives a landing's place counted from the newest (0), or
 * undefined for a commit that is no landing of the branch.
 */
export function checkTag(tag: TagView, file: FileView, position: (commit: string) => number | undefined): TagCheck {
  if (tag.commit === file.target) return tag.blob === file.blob ? { kind: "right" } : { kind: "changed" };
  const at = position(tag.commit);
  const wasLanding = at !== undefined && tag.blob !== null && tag.parentBlob !== tag.blob;
  if (!wasLanding || tag.blob === file.blob) return { kind: "elsewhere" };
  const introducedAt = file.introduced === null ? undefined : position(file.introduced);
  return introducedAt !== undefined && at > introducedAt ? { kind: "re-added" } : { kind: "changed" };
}
