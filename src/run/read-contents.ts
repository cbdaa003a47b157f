import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { isFile, isFolder, parseTree, type FolderEntry } from "../git/parse-tree.ts";
import { readDigests, readObjects, readTexts } from "../git/read-objects.ts";
import { folderOf } from "../model/path.ts";
import { toContentDigest, type Content, type FileDigest } from "../registry/content-digest.ts";
import { isYaml } from "../registry/file-name.ts";
import { findPaths, mayBeReferenced, mayName } from "../registry/referenced-files.ts";

/** A version file as some commit holds it. */
export interface PlacedFile {
  readonly path: string;
  readonly commit: string;
}

/** So many versions' files are held at a time. */
const CHUNK = 2000;

/** So many files of one version are followed; a flow has a handful. */
const MOST_FILES = 500;

/** A version's own references, and those of YAML files among them. */
const LEVELS = 2;

interface Blob {
  readonly path: string;
  readonly oid: string;
}

interface Version extends PlacedFile, Blob {
  readonly folder: string;
  /** Files found so far, ids by path. */
  readonly found: Map<string, string>;
  /** YAML files whose references are looked for next. */
  readonly open: readonly Blob[];
}

type Folders = ReadonlyMap<string, readonly FolderEntry[]>;

/**
 * What versions reference inside of their flows' folders, each as its commit holds it, by {@link contentKey}; versions
 * that reference nothing are left out. Reads no file of a folder that holds only versions. Links, submodules and paths
 * that leave the folder are not followed.
 */
export async function readContents(repository: Repository, files: readonly PlacedFile[]): Promise<ReadonlyMap<string, Content>> {
  const contents = new Map<string, Content>();
  for (let start = 0; start < files.length; start += CHUNK)
    for (const [key, content] of await readSome(repository, files.slice(start, start + CHUNK))) contents.set(key, content);
  return contents;
}

export function contentKey({ path, commit }: PlacedFile): string {
  return `${commit}:${path}`;
}

async function readSome(repository: Repository, files: readonly PlacedFile[]): Promise<ReadonlyMap<string, Content>> {
  const placed = files.map((file) => ({ ...file, folder: folderOf(file.path) })).filter(({ folder }) => folder !== "");
  const folders = await readFolders(repository, placed);
  const versions = placed.flatMap(({ path, commit, folder }): readonly Version[] => {
    const entries = folders.get(`${commit}:${folder}`) ?? [];
    const own = entries.find(({ name }) => name === nameOf(path));
    const others = entries.some((entry) => isFolder(entry) || (isFile(entry) && mayBeReferenced(entry.name)));
    if (own === undefined || !isFile(own) || !others) return [];
    return [{ path, commit, folder, oid: own.oid, found: new Map<string, string>(), open: [{ path, oid: own.oid }] }];
  });
  let open: readonly Version[] = versions;
  for (let level = 0; level < LEVELS && open.length > 0; level += 1) open = await follow(repository, open, folders);
  return toContents(
    repository,
    versions.filter(({ found }) => found.size > 0),
  );
}

async function readFolders(
  { git }: Repository,
  folders: readonly { readonly commit: string; readonly folder: string }[],
): Promise<Folders> {
  const names = [...new Set(folders.map(({ commit, folder }) => `${commit}:${folder}`))];
  const objects = await readObjects(git, names);
  return new Map(names.map((name, index) => [name, parseTree(objects[index])]));
}

/** Adds the files that the open ones reference, and gives the versions that have YAML files among those. */
async function follow(repository: Repository, versions: readonly Version[], known: Folders): Promise<readonly Version[]> {
  const wanted = await findWanted(repository, versions, known);
  const missing = wanted
    .flatMap(({ version: { commit }, paths }) => paths.map((path) => ({ commit, folder: folderOf(path) })))
    .filter(({ commit, folder }) => !known.has(`${commit}:${folder}`));
  const folders = new Map([...known, ...(await readFolders(repository, missing))]);
  return wanted.flatMap(({ version, paths }) => {
    const open: Blob[] = [];
    for (const path of paths) {
      const entry = folders.get(`${version.commit}:${folderOf(path)}`)?.find(({ name }) => name === nameOf(path));
      if (entry === undefined || !isFile(entry) || version.found.has(path) || version.found.size >= MOST_FILES) continue;
      version.found.set(path, entry.oid);
      if (isYaml(path)) open.push({ path, oid: entry.oid });
    }
    return open.length === 0 ? [] : [{ ...version, open }];
  });
}

interface Wanted {
  readonly version: Version;
  readonly paths: readonly string[];
}

async function findWanted(repository: Repository, versions: readonly Version[], folders: Folders): Promise<readonly Wanted[]> {
  const blobs = [...new Set(versions.flatMap(({ open }) => open.map(({ oid }) => oid)))];
  await fetchContents(repository, blobs);
  const texts = await readTexts(repository.git, blobs);
  // The reader of YAML is large, and most registries never come here.
  const { parseYaml } = await import("../registry/parse-yaml.ts");
  return versions.map((version) => {
    const names = (folders.get(`${version.commit}:${version.folder}`) ?? []).map(({ name }) => name).filter(mayBeReferenced);
    const there = new Set(names);
    const paths = new Set<string>();
    for (const { path, oid } of version.open) {
      const text = texts.get(oid) ?? "";
      // A path from a folder further down need not name what is at the top.
      if (folderOf(path) === version.folder && !mayName(text, names)) continue;
      const parsed = parseYaml(text);
      if (!parsed.ok) continue;
      for (const found of findPaths(parsed.root, path, version.folder))
        if (there.has(found.slice(version.folder.length + 1).split("/")[0] ?? "")) paths.add(found);
    }
    return { version, paths: [...paths].slice(0, MOST_FILES) };
  });
}

async function toContents(repository: Repository, versions: readonly Version[]): Promise<ReadonlyMap<string, Content>> {
  const ids = new Set(versions.flatMap(({ oid, found }) => [oid, ...found.values()]));
  if (ids.size === 0) return new Map();
  await fetchContents(repository, [...ids]);
  const digests = await readDigests(repository.git, ids);
  const toDigest = ({ path, oid }: Blob): FileDigest => {
    const digest = digests.get(oid);
    if (digest === undefined) throw new Error(`${path} was found and cannot be read`);
    return { path, digest };
  };
  return new Map(
    versions.map((version) => {
      const files = [...version.found].map(([path, oid]) => toDigest({ path, oid })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
      return [contentKey(version), { digest: toContentDigest(toDigest(version), files), files }];
    }),
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
