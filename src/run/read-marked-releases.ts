import type { ReleaseIndex } from "../forge/port.ts";
import type { Release } from "../model/release.ts";
import { BANNER_START } from "../notes/banner.ts";
import { configuredMarks } from "../plan/marks.ts";
import type { Snapshot } from "../plan/snapshot.ts";

/** So many marked versions' releases are looked up by tag where no listing was read whole; the rest is left to thorough runs. */
const MOST_LOOKUPS = 50;

export interface MarkedRequest extends Pick<Snapshot, "registry" | "withdrawn" | "views" | "config" | "line"> {
  /** Read them all, as far as they were looked up. */
  readonly resync: boolean;
}

interface Candidate {
  readonly tag: string;
  /** By the configuration. */
  readonly mark: "yanked" | "deprecated" | null;
  readonly withdrawn: boolean;
  readonly tagged: boolean;
  /** Place of the tag's commit in the line; 0 is the newest. */
  readonly position: number;
}

/** The releases whose text decides something, by tag. Without marks in the configuration that takes no request. */
export async function readMarkedReleases(
  releases: ReleaseIndex,
  { resync, ...registry }: MarkedRequest,
): Promise<ReadonlyMap<string, Release>> {
  const candidates = toCandidates(registry);
  const bannered = await releases.beginning(BANNER_START);
  const known = candidates.filter(
    ({ tag, mark, withdrawn }) => isThere(releases, tag) && (resync || mark !== null || withdrawn || bannered.has(tag)),
  );
  const unknown = candidates
    .filter(({ tag, mark, tagged }) => tagged && mark !== null && releases.state(tag) === "unknown")
    .toSorted((a, b) => Number(b.mark === "yanked") - Number(a.mark === "yanked") || a.position - b.position);
  const found = new Map<string, Release>();
  for (const { tag } of [...known, ...unknown.slice(0, MOST_LOOKUPS)]) {
    const release = await releases.find(tag);
    if (release !== null) found.set(tag, release);
  }
  return found;
}

/** Everything that may have a release. */
function toCandidates({ registry, withdrawn, views, config, line }: Omit<MarkedRequest, "resync">): readonly Candidate[] {
  const marksOf = configuredMarks(config);
  const markOf = (version: Parameters<typeof marksOf>[0]): Candidate["mark"] => {
    const { yanked, deprecated } = marksOf(version);
    return yanked === null ? (deprecated === null ? null : "deprecated") : "yanked";
  };
  const positionOf = (commit: string): number => line.position(commit) ?? Infinity;
  return [
    ...registry.files.flatMap((file): readonly Candidate[] => {
      if (file.tag === null || file.block !== null) return [];
      const commit = views.get(file.tag)?.commit ?? null;
      return [{ tag: file.tag, mark: markOf(file), withdrawn: false, tagged: commit !== null, position: positionOf(commit ?? "") }];
    }),
    ...withdrawn.map((version) => ({
      ...{ tag: version.tag, mark: markOf(version), withdrawn: true, tagged: true },
      position: positionOf(version.commit),
    })),
  ];
}

function isThere(releases: ReleaseIndex, tag: string): boolean {
  const state = releases.state(tag);
  return state === "published" || state === "draft";
}
