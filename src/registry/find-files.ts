import type { SemVer } from "semver";
import type { Config, Root } from "../config/config.ts";
import { folderOf } from "../model/path.ts";
import type { Problem } from "../model/problem.ts";
import { versionText } from "../model/version.ts";
import { createDependencyTest } from "./dependency-files.ts";
import { isYaml, parseFileName, type FileName } from "./file-name.ts";
import type { TreeEntry } from "../model/tree-entry.ts";

/** A file whose name is a version, before any check. */
export interface Candidate {
  readonly root: Root;
  readonly flow: string;
  readonly folder: string;
  readonly semver: SemVer;
  readonly version: string;
  readonly entry: TreeEntry;
}

export interface Found {
  readonly candidates: readonly Candidate[];
  readonly unversioned: readonly string[];
  readonly problems: readonly Problem[];
}

interface Placed {
  readonly root: Root;
  /** Folder below the root, "" directly in it. */
  readonly inside: string;
  readonly name: FileName;
  readonly folder: string;
  readonly entry: TreeEntry;
}

/**
 * Sorts the tree's YAML files into version files, unversioned flows and names that are neither. With roots, a flow is
 * a folder's path below its root; without, it is the name of any folder that holds version files. By path, whatever
 * the order of the entries. Prompts and response schemas that the registry keeps are none of them, unless a root names
 * a folder around them.
 */
export function findFiles(entries: Iterable<TreeEntry>, config: Pick<Config, "roots" | "tag"> & Partial<Pick<Config, "guard">>): Found {
  const roots = rootsOf(config);
  const isDependency = createDependencyTest([config.guard?.prompts ?? null, config.guard?.responseSchemas ?? null]);
  const placed: Placed[] = [];
  const seenRoots = new Set<Root>();
  // Most names are those of many files. Null: no YAML.
  const names = new Map<string, FileName | null>();
  for (const entry of entries) {
    const root = findRoot(roots, entry.path);
    if (root === undefined) continue;
    seenRoots.add(root);
    const slash = entry.path.lastIndexOf("/");
    const name = entry.path.slice(slash + 1);
    const known = names.get(name);
    const parsed = known === undefined ? (isYaml(name) ? parseFileName(name) : null) : known;
    if (known === undefined) names.set(name, parsed);
    if (parsed === null || (root.path === "" && isDependency(entry.path))) continue;
    placed.push({
      root,
      inside: entry.path.slice(root.path === "" ? 0 : root.path.length + 1, Math.max(slash, 0)),
      name: parsed,
      folder: folderOf(entry.path),
      entry,
    });
  }
  placed.sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1));
  const rooted = config.roots !== null;
  // A version file directly in a root makes no flow of the root.
  const flowFolders = new Set(placed.filter(({ name, inside }) => name.kind === "version" && inside !== "").map(({ folder }) => folder));
  return {
    candidates: toCandidates(placed, rooted),
    unversioned: placed.filter(isUnversioned(flowFolders)).map(({ entry }) => entry.path),
    problems: [...(rooted ? missingRoots(roots, seenRoots) : []), ...misnamed(placed, flowFolders, rooted)],
  };
}

/** Without roots in the configuration there is one: the whole repository. */
export function rootsOf(config: Pick<Config, "roots" | "tag">): readonly Root[] {
  return config.roots ?? [{ path: "", tag: config.tag }];
}

/** The root that a file at the path lies in. */
export function findRoot(roots: readonly Root[], path: string): Root | undefined {
  return roots.find((root) => root.path === "" || path.startsWith(`${root.path}/`));
}

/** Name of the flow whose versions lie in a folder; "" directly in a root. `rooted`: roots are configured. */
export function flowOf(folder: string, root: Root, rooted: boolean): string {
  return rooted ? folder.slice(root.path === "" ? 0 : root.path.length + 1) : folder.slice(folder.lastIndexOf("/") + 1);
}

function toCandidates(placed: readonly Placed[], rooted: boolean): readonly Candidate[] {
  return placed.flatMap(({ root, name, folder, entry }) => {
    if (name.kind !== "version") return [];
    return [{ root, flow: flowOf(folder, root, rooted), folder, semver: name.semver, version: versionText(name.semver), entry }];
  });
}

/** A flat flow file: named as a flow is, or beside flows, and not inside one. */
function isUnversioned(flowFolders: ReadonlySet<string>): (file: Placed) => boolean {
  const parents = new Set([...flowFolders].map(folderOf));
  return ({ root, name, folder, entry }) => {
    if (name.kind !== "other") return false;
    if (flowFolders.has(folder)) return false;
    // Of a whole repository most YAML files are no flows: only what lies beside flows can be one.
    return root.path !== "" || (folder !== "" && parents.has(folder)) || flowFolders.has(entry.path.replace(/\.ya?ml$/, ""));
  };
}

function misnamed(placed: readonly Placed[], flowFolders: ReadonlySet<string>, rooted: boolean): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { name: parsed, folder, entry } of placed) {
    const where = { severity: "warning", path: entry.path, line: null } as const;
    if (parsed.kind === "misnamed") {
      const path = folder === "" ? parsed.suggestion : `${folder}/${parsed.suggestion}`;
      // Outside of roots and flows only a full version is a near miss: `2.yml` may be anything.
      if (!rooted && !flowFolders.has(folder) && parsed.code === "version-name-short") continue;
      problems.push({ code: parsed.code, ...where, message: `${entry.path} is skipped: ${parsed.why}.`, fix: `Rename it to ${path}.` });
    } else if (parsed.kind === "other" && flowFolders.has(folder)) {
      problems.push({
        code: "not-a-version",
        ...where,
        message: `${entry.path} is skipped: its name is not a semantic version.`,
        fix: "Rename it to <major>.<minor>.<patch>.yml if it is a version of the flow; otherwise leave it.",
      });
    }
  }
  return problems;
}

function missingRoots(roots: readonly Root[], seen: ReadonlySet<Root>): readonly Problem[] {
  return roots
    .filter((root) => !seen.has(root))
    .map(({ path }) => ({
      code: "root-missing",
      severity: "error",
      path,
      line: null,
      message: `The root ${path} does not exist on the release branch, or is empty.`,
      fix: "Correct `roots` in the configuration, or add the folder to the branch.",
    }));
}
