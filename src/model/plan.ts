import type { Code } from "./codes.ts";
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

export type Action = CreateTag | CreateRelease | MarkLatest;

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
