import { compareBuild, type SemVer } from "semver";
import { versionLine, versionText, type VersionKind } from "../model/version.ts";

interface Version {
  readonly semver: SemVer;
  readonly kind: VersionKind;
}

/**
 * The predecessor of every version of one flow: the highest lower version of its own line, and for a stable version
 * the highest lower stable one, since users of stable versions never saw the prereleases between.
 */
export function planPrevious(versions: readonly Version[]): ReadonlyMap<string, string | null> {
  const latest = new Map<string, { stable: string | null; any: string | null }>();
  const previous = new Map<string, string | null>();
  for (const { semver, kind } of versions.toSorted((a, b) => compareBuild(a.semver, b.semver))) {
    const text = versionText(semver);
    const line = versionLine(semver, kind);
    const seen = latest.get(line) ?? { stable: null, any: null };
    if (previous.has(text)) continue;
    previous.set(text, kind === "stable" ? seen.stable : seen.any);
    latest.set(line, { stable: kind === "stable" ? text : seen.stable, any: text });
  }
  return previous;
}
