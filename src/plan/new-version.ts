import type { SemVer } from "semver";
import { compare } from "semver";
import { didYouMean } from "../config/did-you-mean.ts";
import { nextVersion } from "../changes/next-version.ts";
import { failure } from "../model/failure.ts";
import { folderOf } from "../model/path.ts";
import type { Bump } from "../model/rule.ts";
import { versionText } from "../model/version.ts";
import type { VersionFile } from "../registry/version-file.ts";

/** The newest version of a flow: the highest stable one, or else the highest prerelease, or else the highest of all. */
export function newestOf(files: readonly VersionFile[]): VersionFile | null {
  for (const kind of ["stable", "prerelease", "variant"] as const) {
    const [highest] = files.filter((file) => file.kind === kind).toSorted((a, b) => compare(b.semver, a.semver));
    if (highest !== undefined) return highest;
  }
  return null;
}

/** The version that a new one starts from, of one flow's files; a Failure that says what there is. */
export function findStart(files: readonly VersionFile[], flow: string, from: string | null): VersionFile {
  const start = from === null ? newestOf(files) : (files.find(({ version }) => version === from) ?? null);
  if (start !== null) return start;
  const versions = files.map(({ version }) => version);
  const near = didYouMean(from ?? "", versions);
  throw failure(
    "version-unknown",
    `There is no version ${JSON.stringify(from)} of ${flow}.`,
    near === null ? `There is ${versions.join(", ")}.` : `Did you mean ${near}?`,
  );
}

export interface NewFile {
  readonly version: SemVer;
  readonly path: string;
}

/** Number and path of the file after `start`; numbers that any of the files has are taken. */
export function planNewFile(start: VersionFile, bump: Bump, files: readonly VersionFile[], prereleaseWords: readonly string[]): NewFile {
  const version = nextVersion(
    start.semver,
    bump,
    files.map(({ semver }) => semver),
    prereleaseWords,
  );
  if (version === null)
    throw failure("version-unknown", `There is no number after ${start.version}.`, "Name another version to start from with --from.");
  return { version, path: `${folderOf(start.path)}/${versionText(version)}${start.path.endsWith(".yaml") ? ".yaml" : ".yml"}` };
}
