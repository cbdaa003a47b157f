/** One thing that was proved, or not. */
export interface Check {
  readonly name:
    "releasable" | "tag" | "annotated" | "content" | "path" | "digest" | "content-digest" | "release" | "release-digest" | "prerelease";
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
}

export interface VerifiedVersion {
  readonly flow: string;
  readonly version: string;
  readonly path: string;
  readonly tag: string | null;
  readonly ok: boolean;
  /** Whether the tag carries a signature; it is not checked here. */
  readonly signed: boolean;
  readonly checks: readonly Check[];
}

export interface Verification {
  readonly schema: 1;
  readonly branch: string;
  readonly head: string;
  readonly ok: boolean;
  readonly versions: readonly VerifiedVersion[];
}
