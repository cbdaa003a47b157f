import type { Bump, Level } from "../model/rule.ts";
import type { RuleId } from "../model/rules.ts";

export const FORMATS = ["flow-registry", "conductor", "generic"] as const;
export type FormatName = (typeof FORMATS)[number];

export interface RuleSetting {
  readonly level?: Level | undefined;
  readonly bump?: Bump | undefined;
}

/** What a configuration says about rules; what it does not name is as the catalogue has it. */
export type RuleSettings = Readonly<Partial<Record<RuleId, RuleSetting>>>;

/** The JSON Schema of version files: one for all, or one by the text of the file's `version:` value. Paths in the repository. */
export type SchemaSource =
  { readonly kind: "one"; readonly path: string } | { readonly kind: "by-version"; readonly paths: ReadonlyMap<string, string> };

export interface GuardRoot {
  readonly rules: RuleSettings;
  /** Null: as for the whole registry. */
  readonly format: FormatName | null;
  readonly schema: SchemaSource | null;
}

/** How version files are read and judged. */
export interface GuardConfig {
  readonly rules: RuleSettings;
  /** By the path of the root. */
  readonly roots: ReadonlyMap<string, GuardRoot>;
  /** By the name of the flow. */
  readonly flows: ReadonlyMap<string, { readonly rules: RuleSettings }>;
  /** Null: told by the shape of the file. */
  readonly format: FormatName | null;
  readonly schema: SchemaSource | null;
  /** Path templates with `{id}` and `{version}`; null: not in this repository. */
  readonly prompts: string | null;
  readonly responseSchemas: string | null;
  /** Keep a comment on pull requests. */
  readonly comment: boolean;
}

export const DEFAULT_GUARD: GuardConfig = {
  rules: {},
  roots: new Map(),
  flows: new Map(),
  format: null,
  schema: null,
  prompts: null,
  responseSchemas: null,
  comment: false,
};
