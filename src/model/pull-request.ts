/** A merged pull request as notes name it. All texts are foreign. */
export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
  /** Null for a deleted account, and where only a commit's subject tells of the pull request. */
  readonly author: { readonly login: string; readonly bot: boolean } | null;
  readonly labels: readonly string[];
  /** Issues that it closed. */
  readonly closes: readonly { readonly number: number; readonly title: string; readonly url: string | null }[];
}

/** A landing whose pull requests are asked for. */
export interface LandedCommit {
  readonly sha: string;
  /** Commit date in seconds since 1970. */
  readonly time: number;
  /** Its subject names a pull request: without one, the server's index may lag behind. */
  readonly expected: boolean;
}
