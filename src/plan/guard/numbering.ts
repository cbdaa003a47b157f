import { compare, type SemVer } from "semver";
import { heldTo, placeOf } from "../../changes/bump.ts";
import type { RuleId } from "../../model/rules.ts";
import { versionKind, versionText } from "../../model/version.ts";
import type { KnownVersion } from "./line-up.ts";

/** What is odd about a new version's number among those that its flow has. */
export interface NumberFault {
  readonly rule: Extract<RuleId, "version-skipped" | "version-backwards" | "version-without-start" | "variant-without-base">;
  /** A sentence. */
  readonly message: string;
  /** The version that the number should follow; null where another number would not help. */
  readonly after: SemVer | null;
  /** It is most likely meant to be so. */
  readonly deliberate: boolean;
}

/** `known` are the flow's other versions. */
export function checkNumber(
  version: SemVer,
  known: readonly Pick<KnownVersion, "semver" | "published">[],
  prereleaseWords: readonly string[],
): readonly NumberFault[] {
  const kind = versionKind(version, prereleaseWords);
  const { line } = placeOf(version, prereleaseWords);
  const inLine = known.filter(({ semver }) => placeOf(semver, prereleaseWords).line === line);
  const out = inLine.filter(({ semver }) => !placeOf(semver, prereleaseWords).open);
  const others = inLine.map(({ semver }) => semver);
  const backwards = checkBackwards(
    version,
    out.flatMap(({ semver, published }) => (published ? [semver] : [])),
  );
  const previous = heldTo(version, others, prereleaseWords);
  const stable = known.flatMap(({ semver }) => (semver.prerelease.length === 0 ? [semver] : []));
  return [
    ...backwards,
    ...(kind !== "variant" && previous !== null && backwards.every(({ deliberate }) => deliberate) ? checkSkipped(version, previous) : []),
    ...(kind === "stable" && previous === null && backwards.length === 0 ? checkStart(version) : []),
    ...(kind === "variant" && !stable.some((base) => base.compareMain(version) === 0) ? withoutBase(version) : []),
  ];
}

function checkBackwards(version: SemVer, published: readonly SemVer[]): readonly NumberFault[] {
  const newest = highest(published);
  if (newest === null || compare(version, newest) >= 0) return [];
  const continued = highest(published.filter(({ major, minor }) => major === version.major && minor === version.minor));
  const text = versionText(version);
  if (continued !== null && compare(continued, version) < 0) {
    const message = `${text} is a backport: it continues ${versionText(continued)}, and the newest version is ${versionText(newest)}.`;
    return [{ rule: "version-backwards", message, after: null, deliberate: true }];
  }
  return [
    {
      rule: "version-backwards",
      message: `${text} comes before ${versionText(newest)}, which is published.`,
      after: newest,
      deliberate: false,
    },
  ];
}

function checkSkipped(version: SemVer, previous: SemVer): readonly NumberFault[] {
  const skipped = findSkipped(version, previous);
  if (skipped === null) return [];
  const message = `${versionText(version)} skips ${skipped}: the version before it is ${versionText(previous)}.`;
  return [{ rule: "version-skipped", message, after: previous, deliberate: false }];
}

/** The first number that is left out, of those a version may be followed by; null where none is. */
function findSkipped(version: SemVer, previous: SemVer): string | null {
  if (version.compareMain(previous) === 0) return null;
  if (version.major !== previous.major) {
    const next = `${previous.major + 1}.0.0`;
    return core(version) === next ? null : next;
  }
  if (version.minor !== previous.minor) {
    const next = `${version.major}.${previous.minor + 1}.0`;
    return core(version) === next ? null : next;
  }
  return version.patch === previous.patch + 1 ? null : `${version.major}.${version.minor}.${previous.patch + 1}`;
}

function checkStart(version: SemVer): readonly NumberFault[] {
  if (version.major === 0 || core(version) === "1.0.0") return [];
  const message = `${versionText(version)} is the first version of its flow, and 1.0.0 is missing.`;
  return [{ rule: "version-without-start", message, after: null, deliberate: false }];
}

function withoutBase(version: SemVer): readonly NumberFault[] {
  const message = `${versionText(version)} is a variant of ${core(version)}, which does not exist.`;
  return [{ rule: "variant-without-base", message, after: null, deliberate: false }];
}

function highest(versions: readonly SemVer[]): SemVer | null {
  return versions.reduce<SemVer | null>((best, version) => (best === null || compare(version, best) > 0 ? version : best), null);
}

function core({ major, minor, patch }: SemVer): string {
  return `${major}.${minor}.${patch}`;
}
