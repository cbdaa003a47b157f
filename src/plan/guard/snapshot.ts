import type { Config } from "../../config/config.ts";
import type { Tagged } from "../../model/plan.ts";
import type { Registry, VersionFile } from "../../registry/version-file.ts";

/** A file that a pull request adds, changes or deletes; a rename is one of each. Blob ids; null: no file. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A version, and the paths of the files that it references. */
export interface Referencing {
  readonly file: VersionFile;
  readonly files: readonly string[];
}

/** Everything that was read before a pull request is judged. Its registries hold what can meet the changed files, and no more. */
export interface PullSnapshot {
  /** Name of the branch that it is to land on. */
  readonly branch: string;
  /** The remote that clones get that branch from; null: commands are for the very clone that is checked, which has its base. */
  readonly remote: string | null;
  /** What is on that branch, the published side, and its commit. */
  readonly base: { readonly commit: string; readonly registry: Registry };
  /** What would be there after the merge; the commit is null for a work tree. */
  readonly head: { readonly commit: string | null; readonly registry: Registry };
  /** As it is on the base, so that a pull request cannot change how it is judged. */
  readonly config: Config;
  /** Where its file is; null: not in this repository. */
  readonly configPath: string | null;
  /** Files below the roots, and the configuration file. */
  readonly changed: readonly ChangedFile[];
  /** What existing tags of version files hold, by tag. */
  readonly tagged: ReadonlyMap<string, Tagged>;
  /** Bytes by blob id, of whatever has to be compared. */
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Versions of the base that reference files, of flows in whose folders such files change. */
  readonly references: readonly Referencing[];
  /** Texts of JSON Schemas by path, as they are on the base; null: there is none. One that the pull request adds has no entry. */
  readonly schemas: ReadonlyMap<string, string | null>;
  /** Versions of prompts and response schemas in the registry, by `prompt:<id>` or `schema:<id>`; null: not kept here. */
  readonly dependencies: {
    readonly prompts: ReadonlyMap<string, readonly string[]> | null;
    readonly schemas: ReadonlyMap<string, readonly string[]> | null;
  };
}
