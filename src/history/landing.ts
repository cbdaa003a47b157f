/** One path that a landing changed, compared with its first parent; blob ids, null where there is no file. */
export interface Change {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
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
