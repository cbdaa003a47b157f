import type { RegistryIndex } from "../../plan/index-schema.ts";
import type { HeadView } from "../../plan/consumer/head-view.ts";
import type { PublishedFlow } from "../../plan/consumer/published.ts";
import type { Refs } from "../../model/refs.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { CommitView, CommitWant } from "../../resolve/transport.ts";

/** Refs, and since when they may have changed unseen. */
export interface ReadRefs {
  readonly refs: Refs;
  /** When they were last read (ISO 8601), if the registry could not be asked now; null: they are as they are now. */
  readonly staleSince: string | null;
}

/** All that is known of a registry without a look at one version. */
export interface Overview extends ReadRefs {
  readonly head: HeadView;
  readonly index: RegistryIndex | null;
  readonly flows: readonly PublishedFlow[];
}

/**
 * One registry, as one run sees it: whatever is read is read once. All methods fail with a Failure; `offline-missing` where the network
 * would be needed and is not to be had. Of a folder (type `path`) there are no refs and no commits.
 */
export interface RegistryReader {
  readonly source: RegistrySource;
  /** Branches and tags; of a folder none. */
  readonly readRefs: () => Promise<ReadRefs>;
  /** What the newest commit of the default branch says of flows and settings, or the folder as it is. */
  readonly readHead: () => Promise<HeadView>;
  /** What the registry offers, of the source's root only if it has one. `registry-config-invalid` where its own files cannot be read. */
  readonly readFlows: () => Promise<readonly PublishedFlow[]>;
  /** The same with all that it is made of, in another root if it is given; own files that cannot be read are in `head.problem`. */
  readonly readOverview: (root: string | null) => Promise<Overview>;
  /** What any commit says of flows and settings. */
  readonly readView: (commit: string, root: string | null) => Promise<HeadView>;
  /** Full ids of the commits that begin with the digits. */
  readonly findCommits: (digits: string) => Promise<readonly string[]>;
  /** In the order of the wants. */
  readonly readCommits: (wants: readonly CommitWant[]) => Promise<readonly CommitView[]>;
  /** Every file of a commit; null: of the folder. */
  readonly readTree: (commit: string | null) => Promise<readonly TreeEntry[]>;
  /** Contents by id of the blob; of a folder, by the path that stands for it in `oid`. */
  readonly readContents: (files: readonly TreeEntry[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** Whether the overview can be made without another look at the newest commit. */
  readonly knowsHead: (root: string | null) => Promise<boolean>;
  /**
   * Reads together what will be asked for one by one: the overview, and commits with the files that are likely needed. What it reads
   * beyond that costs a few kilobytes, and what it misses a request.
   */
  readonly warm: (wants: readonly CommitWant[], guess: (view: CommitView) => readonly TreeEntry[], root: string | null) => Promise<void>;
  readonly close: () => Promise<void>;
}
