/** A release as a forge has it. */
export interface Release {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly url: string | null;
}

/** `unknown`: not looked up in this run. It is neither taken for there nor for missing. */
export type ReleaseState = "published" | "draft" | "missing" | "unknown";
