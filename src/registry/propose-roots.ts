import { DEFAULT_CONFIG, type Root } from "../config/config.ts";
import { pathProblem } from "../config/values.ts";
import { folderOf, liesIn } from "../model/path.ts";
import { isolatingTemplate } from "../model/tag-template.ts";
import { discover } from "./discover.ts";
import type { TreeEntry } from "../model/tree-entry.ts";

/** Roots that a configuration would name, and how many versions each holds. */
export interface ProposedRoot extends Root {
  readonly versions: number;
}

/**
 * The folders that flows lie in, found from the version files alone: a flow's parent folder is a root unless it lies
 * inside another one, whose flow it then is; with tag templates that keep them apart.
 */
export function proposeRoots(entries: readonly TreeEntry[]): readonly ProposedRoot[] {
  const { files } = discover(entries, { ...DEFAULT_CONFIG, roots: [{ path: "", tag: DEFAULT_CONFIG.tag }] });
  const parents = [...new Set(files.filter(({ path }) => folderOf(path) !== "").map(({ path }) => folderOf(folderOf(path))))];
  // What the configuration refuses as a root cannot be proposed.
  const usable = parents.filter((path) => path === "" || pathProblem(path) === null);
  const paths = usable.filter((path) => !usable.some((other) => other !== path && liesIn(path, other))).toSorted();
  return separateRoots(
    entries,
    paths.map((path) => ({ path, tag: DEFAULT_CONFIG.tag })),
  );
}

/** Roots that somebody chose: where they hold the same flow and version, all but the largest get a tag template of their own. */
export function separateRoots(entries: readonly TreeEntry[], roots: readonly Root[]): readonly ProposedRoot[] {
  const found = discover(entries, { ...DEFAULT_CONFIG, roots });
  const count = (path: string): number => found.files.filter(({ root }) => root.path === path).length;
  const clashing = new Set(found.files.filter(({ block }) => block?.code === "tag-clash").map(({ root }) => root.path));
  const paths = roots.map(({ path }) => path);
  const keeps = paths.filter((path) => clashing.has(path)).toSorted((a, b) => count(b) - count(a))[0];
  const used = new Set(roots.map(({ tag }) => tag));
  return roots.map(({ path, tag: shared }) => {
    if (path === keeps || !clashing.has(path)) return { path, tag: shared, versions: count(path) };
    const tag = isolatingTemplate(
      path,
      shared,
      paths.filter((other) => other !== path),
      used,
    );
    used.add(tag);
    return { path, tag, versions: count(path) };
  });
}
