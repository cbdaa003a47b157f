/** A release as a forge has it. */
export interface Release {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly url: string | null;
}

/**
 * `unfinished`: a draft of ours whose files are not all there; a run completes it. `unknown`: not looked up in this
 * run; it is neither taken for there nor for missing.
 */
export type ReleaseState = "published" | "draft" | "unfinished" | "missing" | "unknown";
