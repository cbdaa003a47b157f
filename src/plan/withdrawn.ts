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
 * file at the tag's commit tells. Without roots a flow's folders are known as long as versions are in them.
 */
export function findWithdrawn(
  tags: Iterable<readonly [string, { readonly commit: string }]>,
  { files }: Registry,
  config: Pick<Config, "roots" | "tag" | "prerelease">,
): readonly WithdrawnCandidate[] {
  const present = new Set(files.map(({ tag }) => tag));
  const known = new Map(
    [...Map.groupBy(files, ({ flow }) => flow)].map(([flow, ofFlow]) => [flow, new Set(ofFlow.map(({ path }) => folderOf(path)))]),
  );
  const roots = config.roots ?? [{ path: "", tag: config.tag }];
  const candidates: WithdrawnCandidate[] = [];
  for (const [tag, { commit }] of tags) {
    if (present.has(tag)) continue;
    for (const root of roots) {
      for (const { flow, version } of tagReadings(root.tag, tag)) {
        const semver = parseVersion(version);
        if (semver === null) continue;
        const kind = versionKind(semver, config.prerelease);
        const folders = config.roots === null ? (known.get(flow) ?? []) : [root.path === "" ? flow : `${root.path}/${flow}`];
        for (const folder of folders) {
          for (const extension of [".yml", ".yaml"])
            candidates.push({ flow, version, kind, path: `${folder}/${version}${extension}`, tag, commit });
        }
      }
    }
  }
  return candidates;
}
