import type { SemVer } from "semver";
import type { Code } from "../model/codes.ts";
import { parseVersion } from "../model/version.ts";

/** What a YAML file's name says. */
export type FileName =
  | { readonly kind: "version"; readonly semver: SemVer; readonly extension: string }
  | { readonly kind: "misnamed"; readonly code: Code; readonly why: string; readonly suggestion: string }
  | { readonly kind: "other" };

const EXTENSION = /\.ya?ml$/;
const NUMBERS = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:[-+].*)?)$/i;
/** Of the prerelease's numeric identifiers: within words and in build metadata zeros mean something. */
const LEADING_ZEROS = /(?<=^-(?:[^+]*\.)?)0+(?=\d+(?:[.+]|$))/g;

export function isYaml(name: string): boolean {
  return EXTENSION.test(name.toLowerCase());
}

/** Reads a YAML file's name; a near miss of a version comes with the name it should have. */
export function parseFileName(name: string): FileName {
  const extension = EXTENSION.exec(name)?.[0];
  if (extension === undefined) return parseShouted(name);
  const stem = name.slice(0, -extension.length);
  const semver = parseVersion(stem);
  if (semver !== null) return { kind: "version", semver, extension };

  const [, major = "", minor, patch, rest = ""] = NUMBERS.exec(stem) ?? [];
  const core = [major, minor ?? "0", patch ?? "0"].map((number) => number.replace(/^0+(?=\d)/, "")).join(".");
  const corrected = core + rest.replace(LEADING_ZEROS, "");
  if (parseVersion(corrected) === null) return { kind: "other" };
  const suggestion = corrected + extension;
  if (/^v/i.test(stem)) return { kind: "misnamed", code: "version-name-v", why: "its name starts with v", suggestion };
  if (patch === undefined)
    return { kind: "misnamed", code: "version-name-short", why: "its name is not a full major.minor.patch", suggestion };
  return { kind: "misnamed", code: "version-name-zero", why: "its name has a leading zero", suggestion };
}

/** `1.2.0.YML`: on many disks the same file as `1.2.0.yml`, and elsewhere another one. */
function parseShouted(name: string): FileName {
  const suggestion = name.replace(/\.ya?ml$/i, (extension) => extension.toLowerCase());
  if (suggestion === name || parseFileName(suggestion).kind !== "version") return { kind: "other" };
  return { kind: "misnamed", code: "not-a-version", why: "its extension is not in lower case", suggestion };
}
