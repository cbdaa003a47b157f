import type { Config, Root } from "../config/config.ts";
import { folderOf } from "../model/path.ts";
import { isYaml } from "./file-name.ts";
import { findRoot, flowOf, rootsOf } from "./find-files.ts";
import type { TreeEntry } from "../model/tree-entry.ts";

export interface Neighbourhood {
  /** Of the files that change; there may be nothing at a path. */
  readonly paths: readonly string[];
  /** What is at these paths after the change; it may be the whole tree. */
  readonly after: readonly TreeEntry[];
  /** Tags that exist; those that name one of the flows concerned count like tags of their versions. */
  readonly tags: Iterable<string>;
}

export interface Neighbours {
  /** What of a tree `discover` needs, to say of the files in the folders concerned just what it says with the whole tree. */
  readonly select: (entries: readonly TreeEntry[]) => readonly TreeEntry[];
  /** Those of the tags that may be versions of the flows concerned. */
  readonly tags: readonly string[];
}

/**
 * What can meet what changes: files in the same folders, flows whose names differ in case only, and all that renders to
 * the tag of one of their versions, or to one that git cannot keep beside it. Thousands of other flows need not be understood.
 */
export function findNeighbours(
  entries: readonly TreeEntry[],
  { paths, after, tags }: Neighbourhood,
  config: Pick<Config, "roots" | "tag">,
): Neighbours {
  const folders = new Set(paths.flatMap((path) => [folderOf(path), ...(isYaml(path) ? [path.replace(/\.ya?ml$/i, "")] : [])]));
  const readFolder = createFolders(config);
  const stemOf = createStems();
  const tagAt = (path: string, { before, after: end }: Folder): string | null => {
    const version = stemOf(path);
    return version === null ? null : before + version + end;
  };
  const flows = [...folders].flatMap((folder) => readFolder(folder)?.name ?? []).filter((name) => name !== "");
  const names = new Set(flows);
  const isNear = (folder: string, known: Folder): boolean =>
    folders.has(folder) || names.has(known.name) || (known.root.path === "" && folders.has(folderOf(folder)));
  const likely = [...tags].filter((tag) => {
    const lower = tag.toLowerCase();
    return flows.some((name) => lower.includes(name));
  });
  const wanted = new Set(likely.map((tag) => tag.toLowerCase()));
  for (const entry of [...entries, ...after]) {
    const folder = folderOf(entry.path);
    const known = readFolder(folder);
    if (known === null || !isNear(folder, known)) continue;
    const tag = tagAt(entry.path, known);
    if (tag === null) continue;
    wanted.add(tag);
    for (let slash = tag.lastIndexOf("/"); slash > 0; slash = tag.lastIndexOf("/", slash - 1)) wanted.add(tag.slice(0, slash));
  }
  return {
    tags: likely,
    select(all) {
      const seen = new Set<Root>();
      return all.filter(({ path }) => {
        const folder = folderOf(path);
        const known = readFolder(folder);
        if (known === null) return false;
        if (isNear(folder, known)) return true;
        const tag = tagAt(path, known);
        if (tag !== null && wanted.has(tag)) return true;
        // Tells that the root is there, whatever changes elsewhere.
        if (seen.has(known.root)) return false;
        seen.add(known.root);
        return true;
      });
    },
  };
}

/** What every file in one folder has in common; names in lower case. */
interface Folder {
  readonly root: Root;
  /** Of the flow. */
  readonly name: string;
  /** What is before and after the version in the tag. */
  readonly before: string;
  readonly after: string;
}

/** Null for a folder outside of the roots. */
function createFolders(config: Pick<Config, "roots" | "tag">): (folder: string) => Folder | null {
  const roots = rootsOf(config);
  const known = new Map<string, Folder | null>();
  return (folder) => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const root = findRoot(roots, `${folder}/`);
    const read = root === undefined ? null : readFolder(root, flowOf(folder, root, config.roots !== null).toLowerCase());
    known.set(folder, read);
    return read;
  };
}

function readFolder(root: Root, name: string): Folder {
  const [before = "", after = ""] = root.tag.split("{version}").map((part) => part.toLowerCase().replace("{flow}", () => name));
  return { root, name, before, after };
}

/** Stems of YAML files by name, in lower case; most names are those of many files. Null: no YAML. */
function createStems(): (path: string) => string | null {
  const known = new Map<string, string | null>();
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const found = known.get(name);
    if (found !== undefined) return found;
    const stem = isYaml(name) ? name.slice(0, name.lastIndexOf(".")).toLowerCase() : null;
    known.set(name, stem);
    return stem;
  };
}
