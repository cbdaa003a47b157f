/// <reference lib="esnext.disposable" />
/** What a person has to know about a version before they use it. */
export interface Marks {
    readonly yanked: {
        readonly reason: string;
    } | null;
    readonly deprecated: Deprecated | null;
    /** Stable, and lower than a stable version that landed before it. */
    readonly backport: boolean;
    /** Its file is gone from the branch. */
    readonly withdrawn: boolean;
}
export interface Deprecated {
    /** ISO 8601 date. */
    readonly since: string | null;
    /** Successor, as `flow` or `flow@range`. */
    readonly use: string | null;
    readonly reason: string | null;
}
export declare const NO_MARKS: Marks;
/** The words for marks, the gravest first. */
export declare const MARK_WORDS: readonly ["yanked", "withdrawn", "deprecated", "backport"];
export type MarkWord = (typeof MARK_WORDS)[number];
/** `yanked`, `deprecated`, …, for people and for the banner's own record. */
export declare function toMarkWords(marks: Marks): readonly MarkWord[];
