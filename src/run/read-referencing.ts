import type { Config } from "../config/config.ts";
import type { Repository } from "../git/open-repository.ts";
import { folderOf } from "../model/path.ts";
import type { Referencing } from "../plan/guard/snapshot.ts";
import { discover } from "../registry/discover.ts";
import { isYaml } from "../registry/file-name.ts";
import { mayBeReferenced } from "../registry/referenced-files.ts";
import type { TreeEntry } from "../model/tree-entry.ts";
import { contentKey, readContents } from "./read-contents.ts";

/**
 * The versions of a commit that reference any files, of the flows whose folders hold one of the changed paths; `entries` are the
 * commit's files. Takes no process when nothing but version files changed.
 */
export async function readReferencing(
  repository: Repository,
  config: Pick<Config, "roots" | "tag" | "prerelease">,
  { commit, entries }: { readonly commit: string; readonly entries: readonly TreeEntry[] },
  changed: readonly string[],
): Promise<readonly Referencing[]> {
  const folders = new Set(changed.filter((path) => mayBeReferenced(path.slice(path.lastIndexOf("/") + 1))).flatMap(foldersAbove));
  const concerned = entries.filter(({ path }) => folders.has(folderOf(path)) && isYaml(path));
  if (concerned.length === 0) return [];
  const files = discover(concerned, config).files.filter(({ regular, block }) => regular && block === null);
  const contents = await readContents(
    repository,
    files.map(({ path }) => ({ path, commit })),
  );
  return files.flatMap((file) => {
    const content = contents.get(contentKey({ path: file.path, commit }));
    return content === undefined ? [] : [{ file, files: content.files.map(({ path }) => path) }];
  });
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return folders;
}
