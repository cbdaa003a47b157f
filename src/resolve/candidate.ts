import type { SemVer } from "semver";
import type { VersionKind } from "../model/version.ts";

/** What of a version decides whether a reference means it. */
export interface Candidate {
  readonly semver: SemVer;
  readonly kind: VersionKind;
  readonly yanked: { readonly reason: string } | null;
}
