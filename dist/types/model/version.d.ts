/// <reference lib="esnext.disposable" />
import SemVer from "semver/classes/semver.js";
export type VersionKind = "stable" | "prerelease" | "variant";
/** Words that make `2.0.0-<word>` a prerelease; every other word makes it a variant (design.md, Words). */
export declare const PRERELEASE_WORDS: readonly ["dev", "alpha", "beta", "rc", "pre", "preview", "next", "canary", "experimental", "snapshot"];
/**
 * The version that a file's stem spells, or null. Strict: no `v`, no leading zeros, nothing around it; build
 * metadata is kept (https://semver.org, section 10).
 */
export declare function parseVersion(stem: string): SemVer | null;
/** The full spelling; semver's own `version` drops build metadata. */
export declare function versionText(version: SemVer): string;
/** What kind of version it is: `2.0.0-rc.1` and `2.0.0-0` are prereleases, `2.0.0-orbit` is a variant. */
export declare function versionKind(version: SemVer, prereleaseWords: readonly string[]): VersionKind;
/** The version line within a flow: "" for stable and prerelease versions, the variant's own name otherwise. */
export declare function versionLine(version: SemVer, kind: VersionKind): string;
