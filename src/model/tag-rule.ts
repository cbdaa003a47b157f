/** An active rule that decides which tags may be made, and whether it lets this token through. */
export interface TagRule {
  readonly ruleset: string;
  readonly url: string | null;
  /** Patterns of full ref names (`refs/tags/v*`, `~ALL`), as GitHub matches them. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** No tag may be created; or its name has to match. */
  readonly rule:
    | { readonly type: "creation" }
    | {
        readonly type: "name";
        readonly operator: "starts_with" | "ends_with" | "contains" | "regex";
        readonly pattern: string;
        readonly negate: boolean;
      };
  /** Null where the server does not tell. */
  readonly bypass: boolean | null;
}
