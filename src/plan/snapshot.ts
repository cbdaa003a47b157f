import type { Config } from "../config/config.ts";
import type { TagView } from "../history/check-tag.ts";
import type { Drift } from "../history/drift.ts";
import type { Line } from "../history/line.ts";
import type { FileHistory } from "../history/timeline.ts";
import type { ReleaseState } from "../model/release.ts";
import type { VersionKind } from "../model/version.ts";
import type { Registry } from "../registry/version-file.ts";
import type { Obstacle } from "./obstacles.ts";

/** A tag whose version file is gone from the branch. */
export interface Withdrawn {
  readonly flow: string;
  readonly version: string;
  readonly path: string;
  readonly tag: string;
  readonly kind: VersionKind;
  readonly commit: string;
  readonly blob: string;
}

/** Everything that was read before anything is decided. */
export interface Snapshot {
  readonly branch: string;
  readonly head: string;
  /** This clone's own branch of that name has commits that the release branch has not. */
  readonly localAhead: boolean;
  readonly registry: Registry;
  readonly config: Config;
  readonly line: Line;
  /** Of the files whose tag does not prove itself; see `isLandingOf`. */
  readonly historyOf: (path: string) => FileHistory;
  /** `sha256:…` by blob id. */
  readonly digests: ReadonlyMap<string, string>;
  /** Blob at the target of files whose target holds other content than the branch (`target: introduced`), by path. */
  readonly targetBlobs: ReadonlyMap<string, string>;
  /** Names of all tags that exist. */
  readonly tags: ReadonlySet<string>;
  /** What the existing tags of version files hold, by tag. */
  readonly views: ReadonlyMap<string, TagView>;
  /** How the files of drifted versions differ from what their tag holds, by path. */
  readonly drifts: ReadonlyMap<string, Drift>;
  readonly withdrawn: readonly Withdrawn[];
  readonly releaseOf: (tag: string) => ReleaseState;
  /** False when some releases were not looked up: their state is `unknown`. */
  readonly releasesComplete: boolean;
  /** Why tags that should be made would be refused, by tag. */
  readonly obstacles: ReadonlyMap<string, Obstacle>;
  /** Tag that has the forge's latest badge; null when none has, or when nobody asked. */
  readonly latest: string | null;
}
