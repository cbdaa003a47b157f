import type { SemVer } from "semver";
import type { Bump } from "../model/rule.ts";
import { parseVersion } from "../model/version.ts";
import { placeOf } from "./bump.ts";

/**
 * The smallest number after `previous`, of its kind and line, that admits to the bump and is not taken. `none` counts as
 * `patch`, because another file needs another number. Null where there is no such number: semver's numbers have an end.
 */
export function nextVersion(previous: SemVer, bump: Bump, taken: readonly SemVer[], prereleaseWords: readonly string[]): SemVer | null {
  const { line, open } = placeOf(previous, prereleaseWords);
  const texts = new Set(taken.map(({ version }) => version));
  const out = new Set(taken.filter((other) => isOutIn(line, other, prereleaseWords)).map(core));
  // Before the version itself is out, one prerelease more takes any change; after that, nobody would look for it.
  const counts = open && !out.has(core(previous));
  let next: SemVer | null = previous;
  do {
    next = counts
      ? spell([next.major, next.minor, next.patch], following(next.prerelease))
      : spell(bumped(next, bump), fresh(previous.prerelease));
  } while (next !== null && (texts.has(next.version) || (open && out.has(core(next)))));
  return next;
}

type Identifiers = readonly (string | number)[];

function isOutIn(line: string, version: SemVer, prereleaseWords: readonly string[]): boolean {
  const place = placeOf(version, prereleaseWords);
  return place.line === line && !place.open;
}

function core({ major, minor, patch }: SemVer): string {
  return `${major}.${minor}.${patch}`;
}

function spell(numbers: readonly number[], identifiers: Identifiers): SemVer | null {
  return parseVersion(numbers.join(".") + (identifiers.length === 0 ? "" : `-${identifiers.join(".")}`));
}

function bumped({ major, minor, patch }: SemVer, bump: Bump): readonly number[] {
  switch (bump) {
    case "none":
    case "patch":
      return [major, minor, patch + 1];
    case "minor":
      return major === 0 ? [0, minor, patch + 1] : [major, minor + 1, 0];
    case "major":
      return major === 0 ? [0, minor + 1, 0] : [major + 1, 0, 0];
  }
}

/** `rc.1` to `rc.2`, `rc1` to `rc2`, `rc` to `rc.1`. */
function following(identifiers: SemVer["prerelease"]): Identifiers {
  const last = identifiers.at(-1);
  if (typeof last === "number") return [...identifiers.slice(0, -1), last + 1];
  const numbered = /^(?<word>[a-z]+)(?<digit>[0-8])$/i.exec(last ?? "")?.groups;
  // Only a digit that stays one: `rc10` comes before `rc9`.
  if (numbered !== undefined && identifiers.length === 1) return [`${numbered["word"] ?? ""}${Number(numbered["digit"]) + 1}`];
  return [...identifiers, 1];
}

/** What a new number's first prerelease or variant is called: `rc.3` gives `rc.1`, `3` gives `0`, `orbit` stays. */
function fresh(identifiers: SemVer["prerelease"]): Identifiers {
  const [first] = identifiers;
  if (first === undefined) return [];
  if (typeof first === "number") return [0];
  return identifiers.length === 1 ? [first] : [first, 1];
}
