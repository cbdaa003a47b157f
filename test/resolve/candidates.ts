import { compareBuild, SemVer } from "semver";
import { PRERELEASE_WORDS, versionKind } from "../../src/model/version.ts";
import type { Candidate } from "../../src/resolve/candidate.ts";

/** Lowest first; those after a `!` are yanked. */
export function toCandidates(versions: readonly string[], words: readonly string[] = PRERELEASE_WORDS): readonly Candidate[] {
  return versions
    .map((text) => {
      const semver = new SemVer(text.replace("!", ""));
      return { semver, kind: versionKind(semver, words), yanked: text.startsWith("!") ? { reason: "" } : null };
    })
    .toSorted((a, b) => compareBuild(a.semver, b.semver));
}
