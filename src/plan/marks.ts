import { compare, compareBuild, satisfies, type SemVer } from "semver";
import type { Config } from "../config/config.ts";
import type { Deprecation, Yank } from "../config/marks.ts";
import { NO_MARKS, type Marks } from "../model/marks.ts";
import { folderOf } from "../model/path.ts";
import type { VersionFile } from "../registry/version-file.ts";
import { placeVersion } from "./place.ts";
import type { Snapshot, Withdrawn } from "./snapshot.ts";

type Rules = Pick<Config, "roots" | "yanked" | "deprecated">;
type Named = Pick<VersionFile, "flow" | "version" | "path">;

/** Says of every version how it is marked; made once for a snapshot. */
export function marksReader(snapshot: Snapshot): (version: VersionFile | Withdrawn) => Marks {
  const configured = configuredMarks(snapshot.config);
  const backports = findBackports(snapshot);
  return (version) => ({
    ...configured(version),
    backport: backports.has(version.path),
    withdrawn: "commit" in version,
  });
}

/** What the configuration alone says of a version: the first entry that covers it. */
export function configuredMarks(config: Rules): (version: Named) => Marks {
  if (config.yanked.length === 0 && config.deprecated.length === 0) return () => NO_MARKS;
  const yanks = Map.groupBy(config.yanked, ({ flow, version }) => `${flow}\0${version}`);
  const deprecations = Map.groupBy(config.deprecated, ({ flow }) => flow);
  return (version) => {
    const yank = yanks.get(`${version.flow}\0${version.version}`)?.find((entry) => covers(entry, version, config));
    const deprecation = deprecations.get(version.flow)?.find((entry) => covers(entry, version, config));
    return {
      ...NO_MARKS,
      yanked: yank === undefined ? null : { reason: yank.reason },
      deprecated: deprecation === undefined ? null : { since: deprecation.since, use: deprecation.use, reason: deprecation.reason },
    };
  };
}

/**
 * Whether an entry of the configuration is about a version. A range covers stable versions, and of prereleases and
 * variants only those that it names, as in npm (`>=2.0.0-rc.1`); without a range, all versions are covered.
 */
export function covers(entry: Yank | Deprecation, { flow, version, path }: Named, { roots }: Pick<Config, "roots">): boolean {
  if (entry.flow !== flow || !isBelow(entry.root, flow, path, roots)) return false;
  return "versions" in entry ? entry.versions === null || satisfies(version, entry.versions) : entry.version === version;
}

function isBelow(root: string | null, flow: string, path: string, roots: Config["roots"]): boolean {
  if (root === null) return true;
  const above = root === "" ? "" : `${root}/`;
  // Without roots a flow is named after its own folder only.
  return path.startsWith(roots === null ? above : `${above}${flow}/`);
}

/** The highest stable version that is not yanked and can be released, of files of one flow. */
export function latestOfFlow(
  files: readonly VersionFile[],
  marksOf: (file: VersionFile) => Pick<Marks, "yanked">,
): VersionFile | undefined {
  return files
    .filter((file) => file.kind === "stable" && file.block === null && marksOf(file).yanked === null)
    .toSorted((a, b) => compareBuild(b.semver, a.semver))[0];
}

interface Landed {
  readonly path: string;
  readonly semver: SemVer;
  /** Place in the line; higher is older. */
  readonly age: number;
}

/**
 * Paths of stable versions that are lower than a stable one that certainly landed before them. What landed with it, or
 * at a place that is not known, counts for nothing; so does a yanked one, after which a lower version is the way on.
 */
function findBackports(snapshot: Snapshot): ReadonlySet<string> {
  const configured = configuredMarks(snapshot.config);
  const { line, views } = snapshot;
  const landed = snapshot.registry.files.flatMap((file): readonly Landed[] => {
    if (file.kind !== "stable" || file.block !== null || file.tag === null || configured(file).yanked !== null) return [];
    const age = line.position(views.get(file.tag)?.commit ?? "") ?? line.position(placeVersion(file, snapshot).target ?? "");
    return age === undefined ? [] : [{ path: file.path, semver: file.semver, age }];
  });
  const backports = new Set<string>();
  for (const flow of Map.groupBy(landed, ({ path }) => folderOf(path)).values()) {
    if (flow.length < 2) continue;
    let oldestHigher = -1;
    let oldestEqual = -1;
    let before: SemVer | null = null;
    for (const { path, semver, age } of flow.toSorted((a, b) => compare(b.semver, a.semver))) {
      // Build metadata does not make a version higher.
      if (before !== null && compare(before, semver) !== 0) {
        oldestHigher = Math.max(oldestHigher, oldestEqual);
        oldestEqual = -1;
      }
      if (oldestHigher > age) backports.add(path);
      oldestEqual = Math.max(oldestEqual, age);
      before = semver;
    }
  }
  return backports;
}
