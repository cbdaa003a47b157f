import SemVer from "semver/classes/semver.js";
import type { VersionKind } from "./version-kind.ts";

export type { VersionKind } from "./version-kind.ts";

/** Words that make `2.0.0-<word>` a prerelease; every other word makes it a variant (design.md, Words). */
export const PRERELEASE_WORDS = ["dev", "alpha", "beta", "rc", "pre", "preview", "next", "canary", "experimental", "snapshot"] as const;

/**
 * The version that a file's stem spells, or null. Strict: no `v`, no leading zeros, nothing around it; build
 * metadata is kept (https://semver.org, section 10).
 */
export function parseVersion(stem: string): SemVer | null {
  try {
    const version = new SemVer(stem);
    return versionText(version) === stem ? version : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The full spelling; semver's own `version` drops build metadata. */
export function versionText(version: SemVer): string {
  return version.build.length === 0 ? version.version : `${version.version}+${version.build.join(".")}`;
}

/** What kind of version it is: `2.0.0-rc.1` and `2.0.0-0` are prereleases, `2.0.0-orbit` is a variant. */
export function versionKind(version: SemVer, prereleaseWords: readonly string[]): VersionKind {
  const first = version.prerelease[0];
  if (first === undefined) return "stable";
  if (typeof first === "number") return "prerelease";
  const word = /^[a-z]+/i.exec(first)?.[0].toLowerCase();
  return prereleaseWords.some((known) => known.toLowerCase() === word) ? "prerelease" : "variant";
}

/** The version line within a flow: "" for stable and prerelease versions, the variant's own name otherwise. */
export function versionLine(version: SemVer, kind: VersionKind): string {
  return kind === "variant" ? String(version.prerelease[0]) : "";
}
