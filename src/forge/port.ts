import type { Release, ReleaseState } from "../model/release.ts";

/** What a forge cannot do is a value, so that callers plan for it instead of finding out. */
export interface Capabilities {
  /** Has a "latest" badge that one release owns. */
  readonly latest: boolean;
  /** Releases have pages with an address. */
  readonly pages: boolean;
}

export interface NewRelease {
  readonly tag: string;
  /** Full commit id the tag is on. */
  readonly target: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly latest: boolean;
}

/** Which releases a run needs to know about. */
export interface ReleaseQuestion {
  /** Tags on the server that should have a release, with their commit's date in seconds (null: not known). */
  readonly tagged: readonly { readonly tag: string; readonly time: number | null }[];
  /** True: look up every one of them. False: as many as a few requests tell, the newest for certain. */
  readonly thorough: boolean;
}

export interface ReleaseIndex {
  readonly state: (tag: string) => ReleaseState;
  /** The release itself, as far as it was looked up. */
  readonly find: (tag: string) => Promise<Release | null>;
  /** False when some were not looked up. */
  readonly complete: boolean;
}

export type CreateResult = { readonly kind: "created" | "exists"; readonly release: Release };

/** Where releases live. Every method throws a Failure when its answer is not certain. */
export interface Forge {
  readonly name: "github" | "local";
  readonly capabilities: Capabilities;
  /** Web page of the repository; null where there is none. */
  readonly repositoryUrl: string | null;
  readonly readReleases: (question: ReleaseQuestion) => Promise<ReleaseIndex>;
  /** Creates a release on an existing tag; never changes one that exists. */
  readonly createRelease: (release: NewRelease) => Promise<CreateResult>;
  /** Tag of the release that has the "latest" badge, or null. */
  readonly readLatest: () => Promise<string | null>;
  readonly markLatest: (tag: string) => Promise<void>;
}
