import type { BareRepository } from "./bare-repository.ts";
import type { RefRule } from "./hooks.ts";

/** A file of a release. `starter` is what a failed upload leaves behind. */
export type Asset = {
  readonly id: number;
  readonly name: string;
  readonly label: string | null;
  readonly contentType: string;
  readonly content: Buffer;
  readonly state: "uploaded" | "starter";
  readonly uploader: string;
  readonly createdAt: string;
};

export type Release = {
  readonly id: number;
  readonly tagName: string;
  readonly targetCommitish: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** Date of the tag's commit, not of the release. */
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly author: string;
  readonly immutable: boolean;
  /** None, when not given. */
  readonly assets?: readonly Asset[];
};

export type Label = { readonly id: number; readonly name: string; readonly color: string; readonly description: string | null };

export type Comment = { readonly id: number; readonly author: string; readonly body: string; readonly createdAt: string };

export type Issue = {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: "open" | "closed";
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly author: string;
  readonly locked: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly comments: readonly Comment[];
  readonly isPullRequest: boolean;
};

/** A merged pull request, found by the commits that it brought. */
export type Pull = {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly commits: readonly string[];
  readonly labels?: readonly string[];
  readonly body?: string;
  /** True, when not given. */
  readonly merged?: boolean;
  /** The commit that merging made on the base branch. */
  readonly mergeCommit?: string;
  /** Issues that its text or a person linked. */
  readonly closes?: readonly { readonly number: number; readonly title: string }[];
  /** From when on it is found by its commits; from the start, when not given. */
  readonly indexedAt?: Date;
};

export type Rule = { readonly type: string; readonly parameters?: Readonly<Record<string, unknown>> };

export type Ruleset = {
  readonly id: number;
  readonly name: string;
  readonly target: "branch" | "tag" | "push";
  readonly enforcement: "disabled" | "active" | "evaluate";
  /** Patterns of full ref names, or ~ALL. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly Rule[];
  /** Logins that may pass by its rules; none, when not given. The workflow's own token can never be one. */
  readonly bypass?: readonly string[];
};

export type IssueOptions = {
  /** Whether a locked issue takes no comment of an app either; people with write access may always comment. */
  readonly lockStopsApps: boolean;
  /** The status that refuses new labels, and issues that would bring one. */
  readonly newLabels: "allowed" | 403 | 422;
};

/** One repository as it is now; the values in it are replaced, never changed. */
export type Repository = {
  readonly owner: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly hasIssues: boolean;
  readonly immutableReleases: boolean;
  readonly git: BareRepository;
  readonly pulls: readonly Pull[];
  readonly rulesets: readonly Ruleset[];
  readonly issueOptions: IssueOptions;
  releases: readonly Release[];
  /** The release that was last marked as the latest one; null leaves it to dates and versions. */
  latestRelease: number | null;
  issues: readonly Issue[];
  labels: readonly Label[];
  refRules: readonly RefRule[];
  /** Tags of immutable releases that were deleted. */
  usedTags: readonly string[];
  nextId: number;
};

/** What holds for every repository of one stand-in. */
export type Site = {
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly ghes: boolean;
  /** Whether callers without that permission are kept from workflow files that no branch has. */
  readonly workflowRule: boolean;
  readonly pageCap: number;
  /** How many entries a listing of files has at most. */
  readonly treeCap: number;
  readonly clock: () => Date;
};

export function takeId(repository: Repository): number {
  repository.nextId += 1;
  return repository.nextId;
}

/** Seconds precision, as GitHub's dates have. */
export function now(site: Site): string {
  return toDateTime(site.clock());
}

export function toDateTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/u, "Z");
}

export function nodeId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString("base64url");
}

/** A published release whose tag was deleted becomes a draft again. */
export async function restoreDrafts(repository: Repository): Promise<void> {
  const tags = new Set((await repository.git.refs("refs/tags/")).map((ref) => ref.name));
  repository.releases = repository.releases.map((release) =>
    release.draft || tags.has(`refs/tags/${release.tagName}`) ? release : { ...release, draft: true, publishedAt: null },
  );
}
