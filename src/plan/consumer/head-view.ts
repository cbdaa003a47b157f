import { DEFAULT_CONFIG, type Config } from "../../config/config.ts";
import { DEFAULT_GUARD } from "../../config/guard.ts";
import { flowNameProblem } from "../../model/ref-name.ts";
import type { Problem } from "../../model/problem.ts";
import { isRegular, type TreeEntry } from "../../model/tree-entry.ts";
import { renderTag } from "../../model/tag-template.ts";
import { findFiles } from "../../registry/find-files.ts";
import type { IndexedFlow } from "./parse-index-yaml.ts";
import { findRootProblem } from "./root-problem.ts";

/** What consumers need of a registry's configuration. */
export type RegistrySettings = Pick<Config, "roots" | "tag" | "prerelease" | "yanked" | "deprecated" | "indexBranch"> & {
  /** Templates of the paths of prompts and of response schemas. */
  readonly prompts: string | null;
  readonly responseSchemas: string | null;
};

/** A version file; links and submodules are none. */
export interface HeadFile {
  /** Path of the root, "" for the whole repository. */
  readonly root: string;
  readonly flow: string;
  readonly version: string;
  readonly path: string;
}

/** What the registry's own files say. */
export interface OwnWords {
  /** The defaults where the configuration cannot be read. */
  readonly settings: RegistrySettings;
  readonly indexed: readonly IndexedFlow[];
  /** Why its own files cannot be read; null: they can. */
  readonly problem: Problem | null;
}

/** What a commit, or a folder, says of the flows in it. Nothing in it depends on tags, so that it holds for the commit for ever. */
export interface HeadView extends OwnWords {
  readonly files: readonly HeadFile[];
  /** Tags of versions whose files lie outside of a root that was asked for and is not configured: they are none of its own. */
  readonly elsewhere: readonly string[];
}

export const DEFAULT_SETTINGS: RegistrySettings = toSettings(DEFAULT_CONFIG);

/** Of a registry without any commit. */
export const EMPTY_HEAD: HeadView = { settings: DEFAULT_SETTINGS, files: [], elsewhere: [], indexed: [], problem: null };

export function toSettings({ roots, tag, prerelease, yanked, deprecated, indexBranch, guard }: Config): RegistrySettings {
  return { roots, tag, prerelease, yanked, deprecated, indexBranch, prompts: guard.prompts, responseSchemas: guard.responseSchemas };
}

/**
 * Reads a tree by what the registry's own files say; `root` is looked in if the configuration has no such root. Its `problem` is also a root
 * that is not there (`flow-unknown`).
 */
export function toHeadView(entries: readonly TreeEntry[], own: OwnWords, root: string | null): HeadView {
  const settings = withRoot(own.settings, root);
  const files = toHeadFiles(entries, settings);
  if (settings === own.settings) return { settings, files, elsewhere: [], indexed: own.indexed, problem: own.problem };
  const all = toHeadFiles(entries, own.settings);
  const paths = new Set(files.map(({ path }) => path));
  const others = all.filter(({ path }) => !paths.has(path));
  const templates = new Map(own.settings.roots?.map(({ path, tag }) => [path, tag]));
  const names = new Set(others.map((file) => renderTag(templates.get(file.root) ?? own.settings.tag, file.flow, file.version)));
  const missing = findRootProblem(root ?? "", { settings: own.settings, files: [...all, ...files], indexed: own.indexed });
  return { settings, files, elsewhere: [...names], indexed: own.indexed, problem: own.problem ?? missing };
}

function toHeadFiles(entries: readonly TreeEntry[], settings: RegistrySettings): readonly HeadFile[] {
  const { prompts, responseSchemas } = settings;
  const { candidates } = findFiles(entries, { ...settings, guard: { ...DEFAULT_GUARD, prompts, responseSchemas } });
  const safe = new Map<string, boolean>();
  const isSafe = (flow: string): boolean => {
    const known = safe.get(flow) ?? (flow !== "" && flowNameProblem(flow) === null);
    safe.set(flow, known);
    return known;
  };
  return candidates
    .filter(({ entry, flow }) => isRegular(entry) && isSafe(flow))
    .map(({ root: { path }, flow, version, entry }): HeadFile => ({ root: path, flow, version, path: entry.path }));
}

/** A root that the configuration does not have is looked in alone, as `--root` does. */
function withRoot(settings: RegistrySettings, root: string | null): RegistrySettings {
  if (root === null || settings.roots?.some(({ path }) => path === root) === true) return settings;
  return { ...settings, roots: [{ path: root, tag: settings.tag }] };
}
