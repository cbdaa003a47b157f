import { folderOf } from "../../model/path.ts";
import type { VersionFile } from "../../registry/version-file.ts";

/** A file that a pull request adds. */
export interface AddedFile {
  readonly path: string;
  readonly blob: string;
}

/** A published file that it deletes, with the contents it is known by. */
export interface GoneFile {
  readonly file: Pick<VersionFile, "path" | "version">;
  readonly blobs: readonly string[];
}

/** Text by blob id; null: unknown, or no text. */
export type TextOf = (blob: string) => string | null;

/** As much of two files has to be the same, by lines, for one to be the other under a new name. */
const ALIKE = 0.6;

/** So many added files are compared with a deleted one by their lines. */
const MOST_COMPARED = 20;

/**
 * Where deleted files went: to the same content, else to the same version's other spelling, else to a similar text in
 * the same folder or under the same name. Each added file is taken once. By the path of the deleted file.
 */
export function findRenames(gone: readonly GoneFile[], added: readonly AddedFile[], textOf: TextOf): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (from: GoneFile, candidates: readonly AddedFile[]): void => {
    const [best] = candidates
      .filter(({ path }) => !taken.has(path))
      .toSorted((a, b) => distance(from, a.path) - distance(from, b.path) || (a.path < b.path ? -1 : 1));
    if (best === undefined || renames.has(from.file.path)) return;
    taken.add(best.path);
    renames.set(from.file.path, best.path);
  };
  const by = (keyOf: (file: AddedFile) => string): ((key: string) => readonly AddedFile[]) => {
    const groups = Map.groupBy(added, keyOf);
    return (key) => groups.get(key) ?? [];
  };
  const withBlob = by(({ blob }) => blob);
  const withStem = by(({ path }) => stemOf(path));
  const inFolder = by(({ path }) => folderOf(path));
  const withTail = by(({ path }) => tailOf(path));
  const withName = by(({ path }) => nameOf(path));
  for (const one of gone) pair(one, one.blobs.flatMap(withBlob));
  for (const one of gone) pair(one, withStem(stemOf(one.file.path)));
  for (const one of gone) {
    const { path } = one.file;
    if (renames.has(path)) continue;
    const near = [...inFolder(folderOf(path)), ...withTail(tailOf(path)), ...withName(nameOf(path))];
    const alike = near
      .filter((file) => !taken.has(file.path))
      .slice(0, MOST_COMPARED)
      .find(({ blob }) => one.blobs.some((old) => isAlike(textOf(old), textOf(blob))));
    pair(one, alike === undefined ? [] : [alike]);
  }
  return renames;
}

function distance({ file }: GoneFile, path: string): number {
  if (folderOf(path) === folderOf(file.path)) return 0;
  if (tailOf(path) === tailOf(file.path)) return 1;
  return nameOf(path) === nameOf(file.path) ? 2 : 3;
}

/** The file's name with that of its folder. */
function tailOf(path: string): string {
  return path.slice(path.lastIndexOf("/", path.lastIndexOf("/") - 1) + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function stemOf(path: string): string {
  return path.replace(/\.ya?ml$/i, "");
}

function isAlike(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const counts = new Map<string, number>();
  const [first, second] = [linesOf(a), linesOf(b)];
  for (const line of first) counts.set(line, (counts.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of second) {
    const count = counts.get(line) ?? 0;
    if (count === 0) continue;
    counts.set(line, count - 1);
    common += 1;
  }
  return 2 * common >= ALIKE * (first.length + second.length) && common > 0;
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
