import type { Code } from "./codes.ts";
import type { Marks } from "./marks.ts";
import type { Problem } from "./problem.ts";
import type { VersionKind } from "./version.ts";

export type VersionState = "released" | "pending" | "partial" | "conflict" | "drifted" | "withdrawn" | "blocked";

/** States that end only when a person acts. */
export const NEEDS_A_PERSON: readonly VersionState[] = ["conflict", "drifted", "blocked"];

/** What an existing tag holds: its peeled commit, and the version file's blob there (null: no file). */
export interface Tagged {
  readonly commit: string;
  readonly blob: string | null;
}

export interface PlannedVersion {
  readonly flow: string;
  readonly version: string;
  readonly path: string;
  /** Null when no valid tag name can be made. */
  readonly tag: string | null;
  /** Null when the file is gone. */
  readonly blob: string | null;
  /** `sha256:<hex>` of the file's bytes; null when the file is gone or is not a regular file. */
  readonly digest: string | null;
  /** The landing the tag belongs on; null only when the file is gone. */
  readonly target: string | null;
  /** The landing of the file's newest addition; null only when the file is gone. */
  readonly introduced: string | null;
  readonly previous: string | null;
  readonly kind: VersionKind;
  readonly state: VersionState;
  readonly code: Code | null;
  readonly reason: string | null;
  readonly tagged: Tagged | null;
  readonly marks: Marks;
  /** Number that the changed file of a drifted version would have as a new one; null for all others. */
  readonly proposed: string | null;
}

/** An annotated tag to make and push. `date` (ISO 8601, UTC) is the target's commit date, so that racing runs make one and the same object. */
export interface CreateTag {
  readonly type: "create-tag";
  readonly flow: string;
  readonly version: string;
  readonly tag: string;
  readonly target: string;
  readonly date: string;
  /** Title line, empty line, trailers; ends with a line feed. */
  readonly message: string;
}

export interface CreateRelease {
  readonly type: "create-release";
  readonly flow: string;
  readonly version: string;
  readonly tag: string;
  readonly target: string;
  readonly title: string;
  readonly prerelease: boolean;
  readonly draft: boolean;
  readonly latest: boolean;
}

/** Gives the forge's "latest" badge to an existing release. */
export interface MarkLatest {
  readonly type: "mark-latest";
  readonly flow: string;
  readonly version: string;
  readonly tag: string;
}

export const EDIT_REASONS = ["yanked", "unyanked", "deprecated", "undeprecated", "withdrawn", "restored", "resync"] as const;

/** Replaces the text of an existing release that nobody edited; the text follows from the version's marks and, for `resync`, its notes. */
export interface EditRelease {
  readonly type: "edit-release";
  readonly flow: string;
  readonly version: string;
  readonly tag: string;
  readonly why: (typeof EDIT_REASONS)[number];
}

/**
 * One release that tells of several versions, on a tag of its own that names theirs. Those whose tags cannot be made are
 * left out when it is carried out.
 */
export interface CreateDigest {
  readonly type: "create-digest";
  /** Always `digest`: it is told of as if it were a version. */
  readonly flow: string;
  readonly version: string;
  readonly tag: string;
  /** The release branch's head. */
  readonly target: string;
  readonly date: string;
  readonly title: string;
  readonly draft: boolean;
  /** The tag is there already: only its release is missing. */
  readonly tagged: boolean;
  /** Tags of the versions, oldest first. */
  readonly versions: readonly string[];
}

export type Action = CreateTag | CreateRelease | CreateDigest | MarkLatest | EditRelease;

export interface Plan {
  readonly schema: 1;
  readonly branch: string;
  readonly head: string;
  readonly versions: readonly PlannedVersion[];
  /** In the order in which they are carried out. */
  readonly actions: readonly Action[];
  /** What only a person can do: actions of blocked versions, the same as would be carried out if they were not. */
  readonly manual: readonly Action[];
  readonly problems: readonly Problem[];
}
