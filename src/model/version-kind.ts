/** Decided in version.ts. */
export type VersionKind = "stable" | "prerelease" | "variant";
