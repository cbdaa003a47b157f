import { PRERELEASE_WORDS } from "../model/version.ts";
import { DEFAULT_GUARD, type GuardConfig } from "./guard.ts";
import { IGNORED_LABELS, type Deprecation, type Ignore, type Yank } from "./marks.ts";

export interface Root {
  /** "" is the whole repository; no slash at either end. */
  readonly path: string;
  /** Tag template. */
  readonly tag: string;
}

/** The validated settings of a run: defaults, then the configuration file, then inputs or flags. */
export interface Config {
  /** Null: every folder with version files is a flow named after that folder. */
  readonly roots: readonly Root[] | null;
  /** Tag template of every root that has none of its own. */
  readonly tag: string;
  /** Null: the remote's default branch. */
  readonly branch: string | null;
  readonly target: "content" | "introduced";
  readonly prerelease: readonly string[];
  /** The flow that owns the forge's "latest" badge. */
  readonly latest: string | null;
  /** Title template of releases. */
  readonly title: string;
  /** Notes template: a path in the release branch, or the text itself when it has a line break, `{{` or `{%`. */
  readonly template: string | null;
  /** Built-in notes template, used when `template` is null. */
  readonly notes: "custom" | "conventional" | "github";
  readonly draft: boolean;
  /** Null: decided by the kind of credential. */
  readonly tagsPerPush: number | null;
  /** Attach files to releases. */
  readonly assets: boolean;
  /** Sign every tag; null: only if there is a key. */
  readonly signingFormat: "gpg" | "ssh" | null;
  /** Keep the issue with manual steps; null: decided by where the run happens. */
  readonly issue: boolean | null;
  /** One release for each version, one for all versions of a run, or none. */
  readonly release: "each" | "digest" | "none";
  /** Branch that the index is published on; null: none. */
  readonly indexBranch: string | null;
  /** Tell pull requests which version they were released in, by a comment or by a label. */
  readonly releasedComment: boolean;
  readonly releasedLabel: string | null;
  /** Name first-time contributors in notes. */
  readonly credits: boolean;
  readonly ignore: Ignore;
  readonly yanked: readonly Yank[];
  readonly deprecated: readonly Deprecation[];
  readonly guard: GuardConfig;
}

/** Which versions a run is about. */
export interface Selection {
  /** Empty: all flows. */
  readonly flows: readonly string[];
  readonly version: string | null;
  /** ISO 8601 date: only versions whose target landed at or after it. */
  readonly since: string | null;
  /** At most so many versions, oldest first. */
  readonly limit: number | null;
}

export const DEFAULT_CONFIG: Config = {
  roots: null,
  tag: "{flow}-v{version}",
  branch: null,
  target: "content",
  prerelease: PRERELEASE_WORDS,
  latest: null,
  title: "{flow} {version}",
  template: null,
  notes: "custom",
  draft: false,
  tagsPerPush: null,
  assets: false,
  signingFormat: null,
  issue: null,
  release: "each",
  indexBranch: null,
  releasedComment: false,
  releasedLabel: null,
  credits: false,
  ignore: { labels: IGNORED_LABELS, authors: [], paths: [] },
  yanked: [],
  deprecated: [],
  guard: DEFAULT_GUARD,
};

export const EVERYTHING: Selection = { flows: [], version: null, since: null, limit: null };
