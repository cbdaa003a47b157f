/** What the server tells about the token and the repository without being asked to change anything; null: not told. */
export interface Access {
  /** Login that the token acts as. */
  readonly login: string | null;
  readonly hasIssues: boolean | null;
  /** OAuth scopes of a personal token (classic); null for every other kind. */
  readonly scopes: readonly string[] | null;
  readonly immutableReleases: boolean | null;
  /** Requests left until the limit is reset, and that time in seconds since 1970. */
  readonly rateLimit: { readonly remaining: number; readonly reset: number } | null;
}
