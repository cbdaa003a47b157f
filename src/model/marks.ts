/** What a person has to know about a version before they use it. */
export interface Marks {
  readonly yanked: { readonly reason: string } | null;
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

export const NO_MARKS: Marks = { yanked: null, deprecated: null, backport: false, withdrawn: false };

/** The words for marks, the gravest first. */
export const MARK_WORDS = ["yanked", "withdrawn", "deprecated", "backport"] as const;

export type MarkWord = (typeof MARK_WORDS)[number];

/** `yanked`, `deprecated`, …, for people and for the banner's own record. */
export function toMarkWords(marks: Marks): readonly MarkWord[] {
  return MARK_WORDS.filter((word) => marks[word] !== null && marks[word] !== false);
}
