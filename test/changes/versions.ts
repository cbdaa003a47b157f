import fc from "fast-check";
import type { SemVer } from "semver";
import { parseVersion } from "../../src/model/version.ts";

export function version(text: string): SemVer {
  const parsed = parseVersion(text);
  if (parsed === null) throw new Error(`${text} is no version`);
  return parsed;
}

const SUFFIX = fc.constantFrom("", "-rc.1", "-rc.2", "-rc9", "-rc", "-0", "-beta.1.x", "-orbit", "-orbit.1", "-orbit.2", "-goal", "+build");

/** Small numbers of all kinds, so that versions meet: stable, prereleases, variants and what comes after their names. */
export const VERSIONS: fc.Arbitrary<SemVer> = fc
  .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.nat({ max: 2 }), SUFFIX)
  .map(([major, minor, patch, suffix]) => version(`${major}.${minor}.${patch}${suffix}`));
