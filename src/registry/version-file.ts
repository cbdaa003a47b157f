import type { SemVer } from "semver";
import type { Root } from "../config/config.ts";
import type { Code } from "../model/codes.ts";
import type { Problem } from "../model/problem.ts";
import type { VersionKind } from "../model/version.ts";

/** Why a version can never be released as it is, until a person changes the registry. */
export interface Block {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
}

/** A version file of the registry's branch. */
export interface VersionFile {
  readonly root: Root;
  readonly flow: string;
  readonly version: string;
  readonly semver: SemVer;
  readonly kind: VersionKind;
  readonly path: string;
  readonly blob: string;
  /** Git's blob of a link is its target's name: not the file's content. */
  readonly regular: boolean;
  /** Null when no valid tag name can be made of flow and version. */
  readonly tag: string | null;
  readonly block: Block | null;
  /** Highest lower version of the same flow and version line; null for the first. */
  readonly previous: string | null;
}

/** What a branch's tree holds, read without asking anything else. */
export interface Registry {
  readonly files: readonly VersionFile[];
  /** Flow files without a version: listed, never guessed. */
  readonly unversioned: readonly string[];
  readonly problems: readonly Problem[];
}
