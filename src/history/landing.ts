/** One path that a landing changed, compared with its first parent. */
export interface Change {
  readonly status: "added" | "deleted" | "changed";
  readonly path: string;
}

/** A commit on the first-parent line. */
export interface Landing {
  readonly sha: string;
  /** Committer date, seconds since 1970. */
  readonly time: number;
  /** What follows on the header's further lines: author, subject and body, when they were asked for. */
  readonly text: string;
  readonly changes: readonly Change[];
}
