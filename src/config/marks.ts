/** A version that nobody should use any more. */
export interface Yank {
  readonly flow: string;
  readonly version: string;
  /** Path of the root; null: whatever the root. */
  readonly root: string | null;
  readonly reason: string;
}

/** A flow, or some of its versions, that has a successor or an end. */
export interface Deprecation {
  readonly flow: string;
  readonly root: string | null;
  /** Range of versions; null: all. */
  readonly versions: string | null;
  /** ISO 8601 date. */
  readonly since: string | null;
  /** `flow` or `flow@range`. */
  readonly use: string | null;
  readonly reason: string | null;
}

/** What notes leave out. */
export interface Ignore {
  readonly labels: readonly string[];
  readonly authors: readonly string[];
  /** Folders and files: what touched nothing else is left out. */
  readonly paths: readonly string[];
}

/** Labels that mean "not in the notes" wherever they are used. */
export const IGNORED_LABELS = [
  "changelog-skip",
  "duplicate",
  "exclude-from-changelog",
  "ignore-for-release",
  "invalid",
  "no-changelog",
  "question",
  "skip-changelog",
  "wontfix",
  "wont-fix",
] as const;
