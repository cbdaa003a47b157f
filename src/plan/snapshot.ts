import type { Config } from "../config/config.ts";
import type { TagView } from "../history/check-tag.ts";
import type { Drift } from "../history/drift.ts";
import type { Line } from "../history/line.ts";
import type { FileHistory } from "../history/timeline.ts";
import type { Announcement } from "../model/digest-tag.ts";
import type { Release, ReleaseState } from "../model/release.ts";
import type { Bump } from "../model/rule.ts";
import type { VersionKind } from "../model/version.ts";
import type { Content } from "../registry/content-digest.ts";
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
  /** Folders of the branch that hold other files than versions; references are looked for in flows' folders among them. */
  readonly otherFolders: ReadonlySet<string>;
  /** What versions without a tag are made of at their target, by path; those that reference nothing are left out. */
  readonly contents: ReadonlyMap<string, Content>;
  /** Blob at the target of files whose target holds other content than the branch (`target: introduced`), by path. */
  readonly targetBlobs: ReadonlyMap<string, string>;
  /** Names of all tags that exist. */
  readonly tags: ReadonlySet<string>;
  /** What the existing tags of version files hold, by tag. */
  readonly views: ReadonlyMap<string, TagView>;
  /** How the files of drifted versions differ from what their tag holds, by path. */
  readonly drifts: ReadonlyMap<string, Drift>;
  /** The step that a new version would need for what changed in them, by path, as far as it was looked at. */
  readonly needed: ReadonlyMap<string, Bump>;
  readonly withdrawn: readonly Withdrawn[];
  /** Releases that tell of several versions; none unless that is configured. Whatever they name counts as released. */
  readonly announcements: readonly Announcement[];
  readonly releaseOf: (tag: string) => ReleaseState;
  /** False when some releases were not looked up: their state is `unknown`. */
  readonly releasesComplete: boolean;
  /** By tag, those whose text decides something: of marked versions, with a banner, or with `resync` all that were looked up. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Notes of existing releases as they would be written now, by tag; null: they are not to be renewed. */
  readonly fresh: ReadonlyMap<string, string> | null;
  /** Why tags that should be made would be refused, by tag. */
  readonly obstacles: ReadonlyMap<string, Obstacle>;
  /** Tag that has the forge's latest badge; null when none has, or when nobody asked. */
  readonly latest: string | null;
}
