import { folderOf, liesIn } from "../../model/path.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { isYaml } from "../../registry/file-name.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import { findPaths, mayBeReferenced, mayName } from "../../registry/referenced-files.ts";
import type { PublishedFlow } from "./published.ts";

/** So many files of one version are followed; a flow has a handful. The same as for the index, since digests depend on it. */
const MOST_FILES = 500;

/** Stands for the folder of a flow that lies at the top of a registry. */
const TOP = "_";

/** How a flow's files lie: as in a registry, or a file by itself, which may use what lies below its folder. */
export type FilesOf = PublishedFlow["layout"] | "file";

/** What is known of the files that a version is made of, while they are read level by level. */
export interface FlowFiles {
  readonly file: TreeEntry;
  /** All files below the flow's folder that a version may use, by path. */
  readonly near: ReadonlyMap<string, TreeEntry>;
  /** Names directly in the folder, of which one stands in every path that counts. */
  readonly names: readonly string[];
  /** Files found so far. */
  readonly found: ReadonlyMap<string, TreeEntry>;
  /** Files whose text has to be read for more; none when all is found. */
  readonly open: readonly TreeEntry[];
  readonly level: number;
}

/** A version's own references, and those of YAML files among them. */
export const LEVELS = 2;

/**
 * Begins to collect the files that a version file uses: those that it names below its folder (docs/index.md), and for a flow of
 * `index.yaml` all of its folder, as Conductor does.
 */
export function startFiles(entries: readonly TreeEntry[], file: TreeEntry, layout: FilesOf): FlowFiles {
  const folder = folderOf(file.path);
  const below = entries.filter((entry) => entry !== file && liesIn(entry.path, folder) && entry.path !== file.path);
  const names = [...new Set(below.map(({ path }) => topName(path, folder)))].filter(mayBeReferenced);
  const regular = below.filter(({ mode }) => mode.startsWith("100"));
  const near = new Map(regular.map((entry) => [entry.path, entry]));
  const whole = layout === "index" && folder !== "";
  const found = whole ? near : new Map<string, TreeEntry>();
  // A version directly at the top of a registry uses nothing.
  const alone = whole || (layout === "versions" && folder === "") || names.length === 0;
  return { file, near, names, found, open: alone ? [] : [file], level: 0 };
}

/** The next level: `contents` are those of the open files, by id. */
export function followFiles(files: FlowFiles, contents: ReadonlyMap<string, Buffer>): FlowFiles {
  const { file, names, near } = files;
  const folder = folderOf(file.path);
  const there = new Set(names);
  const paths = new Set<string>();
  for (const { path, oid } of files.open) {
    const text = contents.get(oid)?.toString("utf8") ?? "";
    // A path from a folder further down need not name what is at the top.
    if (folderOf(path) === folder && !mayName(text, names)) continue;
    for (const named of namedPaths(text, path, folder)) if (there.has(topName(named, folder))) paths.add(named);
  }
  const found = new Map(files.found);
  const open: TreeEntry[] = [];
  for (const path of [...paths].slice(0, MOST_FILES)) {
    const entry = near.get(path);
    if (entry === undefined || found.has(path) || found.size >= MOST_FILES) continue;
    found.set(path, entry);
    if (isYaml(path)) open.push(entry);
  }
  const level = files.level + 1;
  return { ...files, found, open: level < LEVELS ? open : [], level };
}

/** The paths below a folder that a text names, whether they are there or not. */
export function namedPaths(text: string, path: string, folder: string): readonly string[] {
  const parsed = parseYaml(text);
  if (!parsed.ok) return [];
  if (folder !== "") return findPaths(parsed.root, path, folder);
  return findPaths(parsed.root, `${TOP}/${path}`, TOP).map((named) => named.slice(TOP.length + 1));
}

/** All files of the version, its own first, then by path. */
export function allFiles({ file, found }: FlowFiles): readonly TreeEntry[] {
  return [file, ...[...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))];
}

function topName(path: string, folder: string): string {
  return path.slice(folder === "" ? 0 : folder.length + 1).split("/", 1)[0] ?? "";
}
