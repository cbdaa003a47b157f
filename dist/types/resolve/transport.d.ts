/// <reference lib="esnext.disposable" />
import type { Refs, TagRef } from "../model/refs.js";
import type { TreeEntry } from "../model/tree-entry.js";
/** A commit to read, with the tag that leads to it, if that is how it was found. */
export interface CommitWant {
    /** Full id. */
    readonly commit: string;
    readonly tag: TagRef | null;
}
export interface CommitView {
    readonly commit: string;
    /** Every file of the commit: links and submodules included, folders not. */
    readonly entries: readonly TreeEntry[];
    /** Message of the annotated tag; null without one. */
    readonly tagMessage: string | null;
}
/** Bounds of what a registry may make this machine read; see limits.ts. */
export interface Limits {
    /** Bytes of all that one reference brings. */
    readonly totalBytes: number;
    readonly fileBytes: number;
    readonly files: number;
    /** Files of a commit that are looked at. */
    readonly treeEntries: number;
}
/**
 * How a registry is read from afar. Each method is as few requests as the transport can do it in, and fails with a Failure:
 * `git-network` or `forge-unreachable` where it may help to try later, `registry-too-large` beyond the limits.
 */
export interface Transport {
    /** All branches and tags as they are now, and the default branch. */
    readonly readRefs: () => Promise<Refs>;
    /** Full ids of all commits that begin with the digits; more than one: not unique. */
    readonly findCommits: (digits: string) => Promise<readonly string[]>;
    /** In the order of the wants; `ref-unknown` for one that is not there. */
    readonly readCommits: (wants: readonly CommitWant[]) => Promise<readonly CommitView[]>;
    /** Contents by id of the blob, checked to be the bytes that the id stands for. */
    readonly readContents: (files: readonly TreeEntry[]) => Promise<ReadonlyMap<string, Buffer>>;
    /** Removes what it left on disk. */
    readonly close: () => Promise<void>;
}
