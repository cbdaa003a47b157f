import type { Drift } from "../history/drift.ts";
import type { Code } from "../model/codes.ts";
import type { VersionState } from "../model/plan.ts";
import type { ReleaseState } from "../model/release.ts";
import type { Block, VersionFile } from "../registry/version-file.ts";
import type { Placement } from "./place.ts";
import type { Snapshot } from "./snapshot.ts";

export interface State {
  readonly state: VersionState;
  readonly code: Code | null;
  readonly reason: string | null;
  /** What is missing and can be made. */
  readonly tag: boolean;
  readonly release: boolean;
}

export const NOTHING = { tag: false, release: false } as const;

const PARTIAL = {
  missing: "The tag exists without its release.",
  unfinished: "The release is a draft whose files are not all there.",
} as const;

/** Compares what should be with what is there, tag and release each on its own. */
export function planState(file: VersionFile, placement: Placement, release: ReleaseState, snapshot: Snapshot, block: Block | null): State {
  if (block !== null) return { state: "blocked", code: block.code, reason: block.message, ...NOTHING };
  const wanted = snapshot.config.release !== "none";
  const missing = wanted && (release === "missing" || release === "unfinished");
  switch (placement.tag) {
    case "none":
      return release === "draft" || release === "published"
        ? { state: "partial", code: null, reason: "The release exists without its tag.", tag: true, release: false }
        : { state: "pending", code: null, reason: null, tag: true, release: wanted };
    case "right":
      return missing
        ? { state: "partial", code: null, reason: PARTIAL[release === "unfinished" ? release : "missing"], tag: false, release: true }
        : { state: "released", code: null, reason: null, ...NOTHING };
    case "changed":
      return { state: "drifted", code: "file-changed", reason: driftReason(file, snapshot), tag: false, release: missing };
    case "re-added":
      return {
        state: "conflict",
        code: "file-re-added",
        reason: `The file was deleted and added again with other content. ${bothCommits(file, placement, snapshot)}`,
        ...NOTHING,
      };
    case "elsewhere":
      return { state: "conflict", code: "tag-elsewhere", reason: bothCommits(file, placement, snapshot), ...NOTHING };
  }
}

function bothCommits({ tag }: VersionFile, { target }: Placement, { views }: Snapshot): string {
  return `The tag ${tag ?? ""} is on commit ${views.get(tag ?? "")?.commit ?? ""}, but belongs on ${target ?? "no commit"}.`;
}

const DRIFT: Readonly<Record<Drift, string>> = {
  format: "Only formatting or comments differ.",
  meaning: "What the YAML says differs.",
  unreadable: "One of the two is not readable as YAML.",
};

function driftReason({ tag, path, blob }: VersionFile, { branch, views, drifts }: Snapshot): string {
  const drift = drifts.get(path);
  return `The file was changed after it was published: blob ${views.get(tag ?? "")?.blob ?? ""} at the tag, blob ${blob} on ${branch}.${drift === undefined ? "" : ` ${DRIFT[drift]}`}`;
}
