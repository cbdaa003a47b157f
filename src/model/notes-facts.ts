import type { VersionKind } from "./version.ts";

/** A first-parent landing that touched the flow. Texts are foreign: nothing in them is trusted. */
export interface LandingFacts {
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** Everything known about one version when its notes are written. */
export interface NotesFacts {
  readonly flow: string;
  readonly version: string;
  readonly kind: VersionKind;
  readonly path: string;
  readonly tag: string;
  readonly target: string;
  /** Commit date of the target, ISO 8601, UTC. */
  readonly date: string;
  readonly digest: string;
  /** The version file's text. */
  readonly content: string;
  /** Null for the first version of its line. */
  readonly previous: { readonly version: string; readonly tag: string; readonly path: string; readonly content: string } | null;
  /** Newest first. */
  readonly commits: readonly LandingFacts[];
  /** `https://…/owner/repo`, or null where the registry has no page. */
  readonly repositoryUrl: string | null;
  /** Page that compares the two tags; null without predecessor, or when its tag does not exist. */
  readonly compareUrl: string | null;
}
