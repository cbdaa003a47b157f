import type { Config } from "../config/config.ts";
import { folderOf } from "../model/path.ts";
import { tagReadings } from "../model/tag-template.ts";
import { parseVersion, versionKind } from "../model/version.ts";
import type { Registry } from "../registry/version-file.ts";
import type { Withdrawn } from "./snapshot.ts";

/** A tag that may be of a version whose file is gone, if its commit holds a file at the path. */
export type WithdrawnCandidate = Omit<Withdrawn, "blob">;

/**
 * Every reading of a tag as a version that the branch no longer has. Other tools name tags alike, so that only the
 * file at the tag's commit tells. Without roots a flow's folder is known as long as one of its versions is there.
 */
export function findWithdrawn(tags: Iterable<readonly [string, { readonly commit: string }]>, { files }: Registry, config: Pick<Config, "roots" | "tag" | "prerelease">): readonly WithdrawnCandidate[] {
  const present = new Set(files.map(({ tag }) => tag));
  const folders = new Map(files.map(({ flow, path }) => [flow, folderOf(path)]));
  const roots = config.roots ?? [{ path: "", tag: config.tag }];
  const candidates: WithdrawnCandidate[] = [];
  for (const [tag, { commit }] of tags) {
    if (present.has(tag)) continue;
    for (const root of roots) {
      for (const { flow, version } of tagReadings(root.tag, tag)) {
        const semver = parseVersion(version);
        const folder = config.roots === null ? folders.get(flow) : [root.path, flow].filter((part) => part !== "").join("/");
        if (semver === null || folder === undefined) continue;
        const kind = versionKind(semver, config.prerelease);
        for (const extension of [".yml", ".yaml"]) candidates.push({ flow, version, kind, path: `${folder}/${version}${extension}`, tag, commit });
      }
    }
  }
  return candidates;
}
