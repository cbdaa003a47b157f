import { toIsoDate } from "../model/date.ts";
import { DIGEST_FLOW, toDigestVersion } from "../model/digest-tag.ts";
import type { CreateDigest } from "../model/plan.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The releases that tell of several versions at once: those of digest tags that have none yet, as a run that was killed
 * leaves them, and a new one for the given tags, which nobody was told of so far.
 */
export function planDigests(snapshot: Snapshot, versions: readonly string[]): readonly CreateDigest[] {
  const { config, branch, head, line, announcements, releaseOf, tags } = snapshot;
  if (config.release !== "digest") return [];
  const left = announcements
    .filter(({ tag }) => ["missing", "unfinished"].includes(releaseOf(tag)))
    .map((found): CreateDigest => {
      const { tag, commit, date, title } = found;
      const version = tag.slice(DIGEST_FLOW.length + 1);
      const common = { type: "create-digest", flow: DIGEST_FLOW, version, tag, target: commit, date, title } as const;
      return { ...common, draft: config.draft, tagged: true, versions: found.versions };
    });
  if (versions.length === 0) return left;
  const date = toIsoDate(line.time(head) ?? 0);
  const version = toDigestVersion(date, head, tags);
  const title = `Versions of ${date.slice(0, 10)} (${branch} at ${head.slice(0, 8)})`;
  const common = {
    type: "create-digest",
    flow: DIGEST_FLOW,
    version,
    tag: `${DIGEST_FLOW}-${version}`,
    target: head,
    date,
    title,
  } as const;
  return [...left, { ...common, draft: config.draft, tagged: false, versions }];
}
