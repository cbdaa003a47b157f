import { folderOf } from "../../model/path.ts";
import type { Registry, VersionFile } from "../../registry/version-file.ts";

interface Sides {
  readonly base: Registry;
  readonly head: Registry;
}

/** The version files that a check looks into: all of each flow of which one changed, what is published first. */
export function findRelevant({ base, head }: Sides, changed: Iterable<string>): readonly VersionFile[] {
  const folders = new Set([...changed].map(folderOf));
  if (folders.size === 0) return [];
  return [...base.files, ...head.files].filter(({ path }) => folders.has(folderOf(path)));
}
