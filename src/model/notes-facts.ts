import type { Marks } from "./marks.ts";
import type { PullRequest } from "./pull-request.ts";
import type { Bump } from "./rule.ts";
import type { VersionKind } from "./version.ts";

/** A first-parent landing that touched the flow. Texts are foreign: nothing in them is trusted. */
export interface LandingFacts {
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** The pull requests that brought it; none for a direct push. */
  readonly pulls: readonly PullRequest[];
}

/** One difference between a version and its predecessor. Texts may quote the files. */
export interface ChangeFacts {
  /** A line for people. */
  readonly text: string;
  /** Asks for a major step. */
  readonly breaking: boolean;
  /** Id of the rule that fires on it; null where none does. */
  readonly rule: string | null;
  readonly kind: "added" | "removed" | "renamed" | "moved" | "changed";
}

export interface CapabilityFacts {
  readonly kind: "tool" | "permission";
  readonly name: string;
}

/** What a version's file says, compared with its predecessor's. Names and texts are foreign. */
export interface FlowFacts {
  /** Step of the number that the changes ask for; null for a first version. */
  readonly requiredBump: Bump | null;
  /** The lowest number that would admit to the changes; null where the version's own does. */
  readonly needs: string | null;
  /** Tools and permissions that the flow as a whole has now, or has no more. */
  readonly gained: readonly CapabilityFacts[];
  readonly lost: readonly CapabilityFacts[];
  readonly changes: readonly ChangeFacts[];
  /** For a first version, what it is made of, a line each; empty otherwise. */
  readonly summary: readonly string[];
  /** The flow's graph as text, for pages that draw none; null without one. */
  readonly graph: string | null;
}

/** Somebody whose first commit of all landed with this version. */
export interface Contributor {
  readonly name: string;
  readonly login: string | null;
  /** The pull request of that commit; null for a direct push. */
  readonly pull: Pick<PullRequest, "number" | "url"> | null;
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
  /** Newest first, without those that are to be left out. */
  readonly commits: readonly LandingFacts[];
  /** `https://…/owner/repo`, or null where the registry has no page. */
  readonly repositoryUrl: string | null;
  /** Page that compares the two tags; null without predecessor, or when its tag does not exist. */
  readonly compareUrl: string | null;
  /** Null where the files cannot be read as YAML. */
  readonly flowFacts: FlowFacts | null;
  readonly contributors: readonly Contributor[];
  /** What people wrote about this version, Markdown. */
  readonly ownNotes: string | null;
  /** What the forge itself wrote, Markdown; null where it was not asked. */
  readonly forgeNotes: string | null;
  readonly format: "custom" | "conventional" | "github";
  /** Digest of the version file and of all files that it references. */
  readonly contentDigest: string;
  /** Files that the version references, and their digests. */
  readonly files: readonly { readonly path: string; readonly digest: string }[];
  readonly marks: Marks;
}
