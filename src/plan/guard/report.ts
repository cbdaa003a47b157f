import type { Comparison } from "../../changes/change.ts";
import type { ChangedGraph } from "../../changes/graph.ts";
import type { RuleHit } from "../../changes/evaluate.ts";
import type { Finding } from "../../model/finding.ts";
import type { Bump } from "../../model/rule.ts";

/** What a pull request does to one version file. */
export type FileStatus = "added" | "edited" | "reformatted" | "renamed" | "deleted" | "restored";

/** A range in a version file that says which prompt or schema it takes. */
export interface Dependency {
  readonly kind: "prompt" | "schema";
  readonly id: string;
  readonly range: string;
  readonly line: number;
  /** The newest version in the range; null where none is, or where the registry does not keep them. */
  readonly resolved: string | null;
  /** The registry keeps such versions, so that one in the range would be known. */
  readonly kept: boolean;
  /** One version only can ever match. */
  readonly pinned: boolean;
}

/** One version file that a pull request touches, compared with what it follows (a new one) or replaces (an edited one). */
export interface CheckedVersion {
  readonly flow: string;
  readonly version: string;
  readonly path: string;
  readonly status: FileStatus;
  /** The version that it was compared with: its predecessor, or itself as published; null for the first of its line. */
  readonly against: { readonly version: string; readonly path: string; readonly tag: string | null } | null;
  /** Null where there is nothing to compare, or one of the two cannot be read. */
  readonly comparison: Comparison | null;
  readonly hits: readonly RuleHit[];
  readonly graph: ChangedGraph | null;
  /** What the changes need, and what the number gives; `given` is null where nothing was compared. */
  readonly required: Bump;
  readonly given: Bump | null;
  /** The number that would do; null where the present one does. */
  readonly proposed: string | null;
  readonly dependencies: readonly Dependency[];
}

/** What a check found. */
export interface CheckReport {
  readonly schema: 1;
  readonly base: string;
  readonly head: string | null;
  readonly versions: readonly CheckedVersion[];
  /** Most important first. */
  readonly findings: readonly Finding[];
  /** No finding is an error. */
  readonly ok: boolean;
}
