import type { MarkLatest } from "../model/plan.ts";
import type { VersionFile } from "../registry/version-file.ts";
import { configuredMarks, latestOfFlow } from "./marks.ts";
import type { Snapshot } from "./snapshot.ts";
import type { State } from "./state.ts";

/** The version that should have the forge's latest badge: the highest stable one of the flow that owns it, unless it is yanked. */
export function findLatest({ config, registry }: Pick<Snapshot, "config" | "registry">): VersionFile | undefined {
  // The badge is for a release of the version's own.
  if (config.latest === null || config.release !== "each") return undefined;
  return latestOfFlow(
    registry.files.filter(({ flow }) => flow === config.latest),
    configuredMarks(config),
  );
}

/**
 * Re-asserts the badge on a release that exists; a new release takes it when it is created. `tagged` tells whether the
 * version's tag exists or is made by this plan.
 */
export function planLatest(
  { flow, version, tag }: VersionFile,
  { state, release }: State,
  tagged: boolean,
  { latest, releaseOf }: Pick<Snapshot, "latest" | "releaseOf">,
): readonly MarkLatest[] {
  if (tag === null || latest === tag || !tagged) return [];
  if (state === "blocked" || state === "conflict" || release || releaseOf(tag) === "draft") return [];
  return [{ type: "mark-latest", flow, version, tag }];
}
