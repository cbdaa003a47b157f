import type { Config } from "../config/config.ts";
import type { Branch, Repository } from "../git/open-repository.ts";
import type { Changes } from "../git/read-landings.ts";
import { readIds } from "../git/read-objects.ts";
import type { TagView } from "../history/check-tag.ts";
import type { Line } from "../history/line.ts";
import { tagFilter } from "../model/tag-template.ts";
import type { Snapshot, Withdrawn } from "../plan/snapshot.ts";
import { findWithdrawn } from "../plan/withdrawn.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";

interface TagRequest {
  readonly repository: Repository;
  readonly branch: Branch;
  readonly config: Config;
}

export interface TaggedFile {
  readonly file: VersionFile;
  readonly tag: string;
  readonly commit: string;
}

/** The version files whose tags exist. */
export function taggedFiles({ files }: Registry, { tags }: Branch): readonly TaggedFile[] {
  return files.flatMap((file) => {
    const ref = file.tag === null ? undefined : tags.get(file.tag);
    return file.tag === null || ref === undefined ? [] : [{ file, tag: file.tag, commit: ref.commit }];
  });
}

/** Landings that a tag of a version may be on, in their order: neighbours share most folders, which git then unpacks once. */
export function taggedLandings({ tags }: Branch, config: Config, line: Line): readonly string[] {
  const isLikely = tagFilter((config.roots ?? [config]).map(({ tag }) => tag));
  const commits = new Set([...tags].filter(([name]) => isLikely(name)).map(([, { commit }]) => commit));
  return [...commits]
    .map((commit) => ({ commit, position: line.position(commit) }))
    .filter((entry): entry is { commit: string; position: number } => entry.position !== undefined)
    .toSorted((a, b) => a.position - b.position)
    .map(({ commit }) => commit);
}

/**
 * What the tags of version files hold. A tag's landing nearly always changed the file, and what it changed is known;
 * only other landings are looked into. A commit that is no landing is wrong whatever it holds.
 */
export async function readTagViews(
  { repository, branch, config }: TagRequest,
  registry: Registry,
  line: Line,
  changes: Changes,
): Promise<Pick<Snapshot, "views" | "withdrawn">> {
  const tagged = taggedFiles(registry, branch).map(({ file: { path }, tag, commit }) => ({ tag, commit, path }));
  const gone = findWithdrawn(branch.tags, registry, config);
  const unknown = [...tagged, ...gone]
    .filter(({ commit, path }) => line.position(commit) !== undefined && changes.get(commit)?.has(path) !== true)
    .map(toName);
  const ids = await readIds(repository.git, unknown);
  const unchanged = new Map(unknown.map((name, index) => [name, ids[index] ?? null]));
  const views = new Map<string, TagView>();
  for (const { tag, commit, path } of tagged) {
    const change = changes.get(commit)?.get(path);
    const blob = unchanged.get(toName({ commit, path })) ?? null;
    views.set(tag, change === undefined ? { commit, blob, parentBlob: blob } : { commit, blob: change.after, parentBlob: change.before });
  }
  const withdrawn: Withdrawn[] = gone.flatMap((candidate) => {
    const blob = changes.get(candidate.commit)?.get(candidate.path)?.after ?? unchanged.get(toName(candidate)) ?? null;
    return blob === null ? [] : [{ ...candidate, blob }];
  });
  return { views, withdrawn };
}

function toName({ commit, path }: { readonly commit: string; readonly path: string }): string {
  return `${commit}:${path}`;
}
