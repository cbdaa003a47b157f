import type { Access } from "../model/access.ts";
import type { Failure } from "../model/failure.ts";
import type { LandedCommit, PullRequest } from "../model/pull-request.ts";
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
  /** Has pull requests; without, all methods about them give nothing and do nothing. */
  readonly pullRequests: boolean;
  /** Writes release notes itself. */
  readonly ownNotes: boolean;
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
  /** The release itself; one that was not looked up yet is looked up now, which finds no drafts. */
  readonly find: (tag: string) => Promise<Release | null>;
  /** Tags of the releases whose text begins like this, as far as they were looked up. */
  readonly beginning: (text: string) => Promise<ReadonlySet<string>>;
  /** False when some were not looked up. */
  readonly complete: boolean;
}

/** A text for an existing release in place of the one that it had when it was read. */
export interface NewText {
  readonly before: string;
  readonly body: string;
}

/** `same`: it had that text already. */
export type EditResult = { readonly kind: "edited" | "same"; readonly release: Release };

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

/** The comment on a pull request that is ours: it begins with the marker, and its author is the token's own login. */
export interface ManagedComment {
  readonly id: number;
  readonly body: string;
  readonly url: string | null;
}

export interface PullRequestComments {
  readonly find: (pull: number, marker: string) => Promise<ManagedComment | null>;
  /** `body` begins with the marker. A Failure (`comment-not-written`) where it is refused. */
  readonly create: (pull: number, marker: string, body: string) => Promise<ManagedComment>;
  readonly edit: (id: number, body: string) => Promise<ManagedComment>;
}

/** The notes that a forge is to write. */
export interface OwnNotesRequest {
  readonly tag: string;
  readonly target: string;
  /** Tag of the same flow's predecessor; null for a first version. */
  readonly previous: string | null;
}

/** The pull requests by commit, as far as they could be read, and what kept the rest from being read. */
export interface LandedPullRequests {
  readonly pulls: ReadonlyMap<string, readonly PullRequest[]>;
  readonly failure: Failure | null;
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
  /**
   * The merged pull requests that brought each commit, newest commits first; one without any has an empty list, one that was
   * not looked up (too many) has none. In a number of requests that hardly grows.
   */
  readonly readPullRequests: (commits: readonly LandedCommit[]) => Promise<LandedPullRequests>;
  readonly comments: PullRequestComments;
  /** True when the label was added, false when it was there. */
  readonly addLabel: (pull: number, label: string) => Promise<boolean>;
  /** Notes as the forge itself would write them, without a title. */
  readonly writeOwnNotes: (request: OwnNotesRequest) => Promise<string>;
  /**
   * Replaces the text of an existing release, draft or published, and nothing else of it. Space at the end of a text does not
   * count. A Failure `release-edited` where the text is not the one from before any more.
   */
  readonly editRelease: (tag: string, text: NewText) => Promise<EditResult>;
}
