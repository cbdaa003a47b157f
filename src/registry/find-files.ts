import type { SemVer } from "semver";
import type { Config, Root } from "../config/config.ts";
import { folderOf } from "../model/path.ts";
import type { Problem } from "../model/problem.ts";
import { isYaml, parseFileName } from "./file-name.ts";
import type { TreeEntry } from "./tree-entry.ts";

/** A file whose name is a version, before any check. */
export interface Candidate {
  readonly root: Root;
  readonly flow: string;
  readonly folder: string;
  readonly extension: string;
  readonly semver: SemVer;
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
  readonly name: string;
  readonly entry: TreeEntry;
}

/**
 * Sorts the tree's YAML files into version files, unversioned flows and names that are neither. With roots, a flow is
 * a folder's path below its root; without, it is the name of any folder that holds version files.
 */
export function findFiles(entries: Iterable<TreeEntry>, config: Pick<Config, "roots" | "tag">): Found {
  const everywhere: Root = { path: "", tag: config.tag };
  const roots = config.roots ?? [everywhere];
  const placed: Placed[] = [];
  const seenRoots = new Set<Root>();
  for (const entry of entries) {
    const root = roots.find(({ path }) => path === "" || entry.path.startsWith(`${path}/`));
    if (root === undefined) continue;
    seenRoots.add(root);
    const slash = entry.path.lastIndexOf("/");
    const name = entry.path.slice(slash + 1);
    if (isYaml(name)) placed.push({ root, inside: entry.path.slice(root.path === "" ? 0 : root.path.length + 1, Math.max(slash, 0)), name, entry });
  }
  return {
    ...sortByName(placed, config.roots !== null),
    problems: [...(config.roots === null ? [] : missingRoots(roots, seenRoots)), ...misnamed(placed, config.roots !== null)],
  };
}

function sortByName(placed: readonly Placed[], rooted: boolean): Pick<Found, "candidates" | "unversioned"> {
  const candidates: Candidate[] = [];
  for (const { root, inside, name, entry } of placed) {
    const parsed = parseFileName(name);
    if (parsed.kind !== "version") continue;
    const flow = rooted ? inside : inside.slice(inside.lastIndexOf("/") + 1);
    candidates.push({ root, flow, folder: folderOf(entry.path), extension: parsed.extension, semver: parsed.semver, entry });
  }
  const unversioned = placed.filter(isUnversioned(candidates, rooted)).map(({ entry }) => entry.path);
  return { candidates, unversioned };
}

/** A flat flow file: named as a flow is, or beside flows, and not inside one. */
function isUnversioned(candidates: readonly Candidate[], rooted: boolean): (file: Placed) => boolean {
  const folders = new Set(candidates.map(({ folder }) => folder));
  const parents = new Set([...folders].map(folderOf));
  return ({ name, entry }) => {
    if (parseFileName(name).kind !== "other") return false;
    const folder = folderOf(entry.path);
    if (folders.has(folder)) return false;
    return rooted || (folder !== "" && parents.has(folder)) || folders.has(entry.path.replace(/\.ya?ml$/, ""));
  };
}

function misnamed(placed: readonly Placed[], rooted: boolean): readonly Problem[] {
  const folders = new Set(placed.filter(({ name }) => parseFileName(name).kind === "version").map(({ entry }) => folderOf(entry.path)));
  const problems: Problem[] = [];
  for (const { name, entry } of placed) {
    const parsed = parseFileName(name);
    const folder = folderOf(entry.path);
    const where = { severity: "warning", path: entry.path, line: null } as const;
    if (parsed.kind === "misnamed") {
      const path = folder === "" ? parsed.suggestion : `${folder}/${parsed.suggestion}`;
      // Outside of roots and flows only a full version is a near miss: `2.yml` may be anything.
      if (!rooted && !folders.has(folder) && parsed.code === "version-name-short") continue;
      problems.push({ code: parsed.code, ...where, message: `${entry.path} is skipped: ${parsed.why}.`, fix: `Rename it to ${path}.` });
    } else if (parsed.kind === "other" && folders.has(folder)) {
      problems.push({ code: "not-a-version", ...where, message: `${entry.path} is skipped: its name is not a semantic version.`, fix: "Rename it to <major>.<minor>.<patch>.yml if it is a version of the flow; otherwise leave it." });
    }
  }
  return problems;
}

function missingRoots(roots: readonly Root[], seen: ReadonlySet<Root>): readonly Problem[] {
  return roots
    .filter((root) => !seen.has(root))
    .map(({ path }) => ({ code: "root-missing", severity: "error", path, line: null, message: `The root ${path} does not exist on the release branch, or is empty.`, fix: "Correct `roots` in the configuration, or add the folder to the branch." }));
}
