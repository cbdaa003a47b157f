import type { TagRef } from "../../model/refs.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { FoundAt } from "../../plan/consumer/newest-at.ts";
import type { PublishedVersion } from "../../plan/consumer/published.ts";
import type { FlowReference } from "../../resolve/reference.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import type { RegistryReader } from "./registry-reader.ts";

/** One reference on its way to its files. */
export interface Job {
  readonly context: ConsumerContext;
  readonly reader: RegistryReader;
  readonly reference: FlowReference;
  /** As it was given. */
  readonly text: string;
  readonly options: ResolveOptions;
  /** The one root to look in; null: all. */
  readonly root: string | null;
}

/** The commit that a reference was found to mean. */
export interface Aim {
  readonly commit: string;
  /** The tag that leads there; null for a branch and a commit. */
  readonly tag: { readonly name: string; readonly ref: TagRef } | null;
  /** What the answer is remembered by: it means the same for ever, as long as the commit is the same. */
  readonly pinned: string;
  /** Null: as the commit itself has it. */
  readonly marks: Marks | null;
  readonly why: Why;
  /** The same for whoever asks by what it is remembered by. */
  readonly pinnedWhy: Why;
  readonly staleSince: string | null;
}

type Why = (found: Pick<FoundAt, "flow" | "version" | "kind">) => string;

export type Marks = Pick<PublishedVersion, "yanked" | "deprecated">;

/** What was found there. */
export interface Target extends FoundAt {
  /** All files of the commit. */
  readonly entries: readonly TreeEntry[];
  /** Message of the tag, if the tag names this very version and so speaks for its bytes. */
  readonly told: { readonly tag: string; readonly message: string | null } | null;
  readonly marks: Marks;
}

export const UNMARKED: Marks = { yanked: null, deprecated: null };
