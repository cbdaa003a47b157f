/** How much of a version number a change has to move; `none` for what nobody can notice. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** What comes of a finding: nothing, a warning, or a failed check. */
export const LEVELS = ["off", "warn", "fail"] as const;
export type Level = (typeof LEVELS)[number];

/** What a change in a flow file can be about. */
export const SUBJECTS = [
  "framework",
  "environment",
  "entry-point",
  "input",
  "output",
  "component",
  "component-type",
  "component-input",
  "route",
  "tool",
  "tool-options",
  "permission",
  "prompt",
  "prompt-text",
  "prompt-version",
  "schema",
  "schema-field",
  "schema-version",
  "dependency",
  "model",
  "description",
  "setting",
  "anything",
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What more is known of a change; only what a rule asks for. */
export const TRAITS = [
  /** Of an input: callers have to give it. For a changed one: they have to now. */
  "required",
  /** Of an input: callers may leave it out. */
  "optional",
  /** Of a changed input or output: its type. */
  "type",
  /** Of a component or output: whoever runs the flow sees its name. */
  "visible",
  /** Of a schema: answers that were valid are not any more, or readers miss what they had. */
  "narrowed",
  /** Of a schema: only more is valid. */
  "widened",
  /** Of a version range: everything that it takes now was taken before. */
  "within",
] as const;
export type Trait = (typeof TRAITS)[number];

/** What can happen to a part of a flow. */
export const CHANGE_KINDS = ["added", "removed", "renamed", "moved", "changed"] as const;

/** Which changes a rule is about. */
export interface Condition {
  /** One of these. */
  readonly subjects: readonly Subject[];
  readonly change: readonly (typeof CHANGE_KINDS)[number][];
  /** All of these are known of the change. */
  readonly traits?: readonly Trait[];
}

/** What a finding of a rule is about: a change between two versions, a version's place among the others, or a file. */
export type Topic = "change" | "published" | "number" | "file" | "capability";

/** One rule of the catalogue; pure data, one file each. */
export interface Rule {
  readonly id: string;
  readonly topic: Topic;
  readonly title: string;
  /** Why it matters to whoever runs flows. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** The smallest step of the version number that admits to it; `none` for rules that are not about changes. */
  readonly bump: Bump;
  /** What comes of it when the number does not admit to it, or at all where no number could. */
  readonly level: Level;
  /** Changes that the rule fires on; null for rules that look at more than one pair of files. */
  readonly when: Condition | null;
}
