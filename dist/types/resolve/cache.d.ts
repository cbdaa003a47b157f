/// <reference lib="esnext.disposable" />
import type { ResolvedFlow } from "./resolved.js";
import type { Refs } from "../model/refs.js";
/** What an entry of the cache says of itself; everything of a resolved flow that does not depend on who asks. */
export type EntryFacts = Pick<ResolvedFlow, "flow" | "version" | "kind" | "tag" | "path" | "root" | "digest" | "contentDigest" | "files" | "framework"> & {
    readonly commit: string;
};
export interface Entry {
    readonly facts: EntryFacts;
    /** Absolute path of the folder that holds the files at their paths in the registry. */
    readonly folder: string;
}
/** The identity of an entry. */
export interface EntryKey {
    /** `id` and `url` of the registry: a hash could be shared, an address is not. */
    readonly registry: {
        readonly id: string;
        readonly url: string;
    };
    /** Full id. */
    readonly commit: string;
    /** Path of the version file in the registry. */
    readonly path: string;
}
/** The question that an answer is remembered for. */
export interface AnswerKey {
    readonly registry: EntryKey["registry"];
    readonly flow: string;
    /** Canonical text of the ref. */
    readonly ref: string;
    readonly root: string | null;
    readonly prerelease: boolean;
}
/** What a reference meant when the registry was last asked. One file may have been found as several versions: these facts win over the entry's. */
export interface Answer extends Pick<EntryFacts, "flow" | "version" | "kind" | "tag" | "root" | "contentDigest"> {
    readonly commit: string;
    readonly path: string;
    readonly why: string;
    readonly yanked: ResolvedFlow["yanked"];
    readonly deprecated: ResolvedFlow["deprecated"];
    /** ISO 8601, UTC. */
    readonly at: string;
}
/** What was read of a registry as it was at its newest commit. */
export interface KnownRefs {
    readonly refs: Refs;
    /** ISO 8601, UTC. */
    readonly at: string;
}
/** The part of the disk that remembers what registries gave; made by open-cache in resolve/cache/. All methods fail with a Failure. */
export interface Cache {
    /** Absolute path; nothing outside is ever touched. */
    readonly root: string;
    /** Null: not there, incomplete, or not what its marker says (that is removed, and fetched again). Contents are checked against their digests. */
    readonly readEntry: (key: EntryKey) => Promise<Entry | null>;
    /** Puts an entry in its place in one step. Where another process was faster, its entry is given back. */
    readonly writeEntry: (key: EntryKey, facts: EntryFacts, contents: ReadonlyMap<string, Buffer>) => Promise<Entry>;
    readonly readAnswer: (key: AnswerKey) => Promise<Answer | null>;
    readonly writeAnswer: (key: AnswerKey, answer: Answer) => Promise<void>;
    readonly readRefs: (registry: EntryKey["registry"]) => Promise<KnownRefs | null>;
    readonly writeRefs: (registry: EntryKey["registry"], known: KnownRefs) => Promise<void>;
    /** A text that belongs to a commit of a registry for ever, such as what its newest commit says of its flows. */
    readonly readNote: (registry: EntryKey["registry"], commit: string, name: string) => Promise<string | null>;
    readonly writeNote: (registry: EntryKey["registry"], commit: string, name: string, text: string) => Promise<void>;
    /** An empty private folder inside of the root for a transport; swept up by a later run if this one is killed. */
    readonly makeStage: () => Promise<{
        readonly folder: string;
        readonly remove: () => Promise<void>;
    }>;
}
