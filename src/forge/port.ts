import type { Access } from "../model/access.ts";
import type { Release, ReleaseState } from "../model/release.ts";
import type { TagRule } from "../model/tag-rule.ts";

/** What a forge cannot do is a value, so that callers plan for it instead of finding out. */
export interface Capabilities {
  /** Has a "latest" badge that one release owns. */
  readonly latest: boolean;
  /** Releases have pages with an address. */
  readonly pages: boolean;
  /** Releases take files. */
  readonly assets: boolean;
}

/** A file of a release. */
export interface Asset {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly content: Buffer;
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
  readonly assets: readonly Asset[];
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

/** The one issue (or page) that tells people what to do. */
export interface ManagedIssue {
  readonly number: number;
  readonly body: string;
  readonly state: "open" | "closed";
  /** A person closed it as not planned: they do not want it. */
  readonly unwanted: boolean;
  /** Nobody but people with write access can comment. */
  readonly locked: boolean;
  readonly url: string | null;
}

/** How the managed issue is recognised, beside its author, who is always the token's own login. */
export interface IssueSigns {
  readonly label: string;
  /** A line of the body. */
  readonly marker: string;
}

export interface IssueTracker {
  /** The open managed issue with the lowest number, or else the closed one that changed last, or null. */
  readonly find: (signs: IssueSigns) => Promise<ManagedIssue | null>;
  /** Makes the label first where it is missing. A Failure when issues are off, or label or issue are refused. */
  readonly create: (signs: IssueSigns, title: string, body: string) => Promise<ManagedIssue>;
  readonly edit: (number: number, change: { readonly body: string; readonly state: "open" | "closed" }) => Promise<ManagedIssue>;
  readonly comment: (number: number, text: string) => Promise<void>;
}

/** Where releases live. Every method throws a Failure when its answer is not certain. */
export interface Forge {
  readonly name: "github" | "local";
  readonly capabilities: Capabilities;
  /** Web page of the repository; null where there is none. */
  readonly repositoryUrl: string | null;
  readonly readReleases: (question: ReleaseQuestion) => Promise<ReleaseIndex>;
  /** Creates a release on an existing tag, with its files; completes an unfinished one of ours; never changes a published one. */
  readonly createRelease: (release: NewRelease) => Promise<CreateResult>;
  /** Tag of the release that has the "latest" badge, or null. */
  readonly readLatest: () => Promise<string | null>;
  readonly markLatest: (tag: string) => Promise<void>;
  readonly readAccess: () => Promise<Access>;
  /** Whether only some people can read the repository; null where the server does not tell. */
  readonly isPrivate: () => Promise<boolean | null>;
  /** The rules about making tags; null where they cannot be read. */
  readonly readTagRules: () => Promise<readonly TagRule[] | null>;
  readonly issues: IssueTracker;
}
