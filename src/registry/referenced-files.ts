import { folderOf } from "../model/path.ts";
import { parseVersion } from "../model/version.ts";
import { parseFileName } from "./file-name.ts";
import type { TreeEntry } from "../model/tree-entry.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Longer texts are prose. */
const LONGEST_PATH = 300;

// eslint-disable-next-line no-control-regex -- no path that is followed has one
const UNFIT = /[\u0000-\u001f\u007f\\]/;

/** Whether a name in a flow's folder may be that of a file that versions use: it is no version, and no version's own notes. */
export function mayBeReferenced(name: string): boolean {
  if (parseFileName(name).kind === "version") return false;
  return !name.endsWith(".md") || parseVersion(name.slice(0, -".md".length)) === null;
}

/** All folders that hold, however deep, a file that versions may reference: in all others nobody has to look. */
export function foldersWithOthers(entries: Iterable<TreeEntry>, versions: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of entries) {
    if (versions.has(path) || !mayBeReferenced(path.slice(path.lastIndexOf("/") + 1))) continue;
    for (let folder = folderOf(path); folder !== "" && !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}

/** Whether a file can name one of these at all; most cannot, and need not be read as YAML then. */
export function mayName(text: string, names: readonly string[]): boolean {
  // Escapes and folded lines can spell a name that is not there as such.
  return names.some((name) => text.includes(name) || name.includes(" ")) || (names.length > 0 && /\\[xuU]/.test(text));
}

/**
 * The paths that a file's values may mean, each once: every text, tagged (`!file prompts/a.md`) or not, read as a path
 * from the file's own folder that stays below the flow's folder. Whether there is such a file is for the tree to say.
 */
export function findPaths(root: YamlNode, file: string, flowFolder: string): readonly string[] {
  const found = new Set<string>();
  const from = folderOf(file);
  const visit = (node: YamlNode): void => {
    switch (node.kind) {
      case "scalar": {
        const path = typeof node.value === "string" ? toPath(node.value, from, flowFolder) : null;
        if (path !== null && path !== file) found.add(path);
        return;
      }
      case "list":
        node.items.forEach(visit);
        return;
      case "map":
        for (const { value } of node.entries.values()) visit(value);
    }
  };
  visit(root);
  return [...found];
}

function toPath(text: string, from: string, flowFolder: string): string | null {
  if (text === "" || text.length > LONGEST_PATH || UNFIT.test(text)) return null;
  const segments = from === "" ? [] : from.split("/");
  for (const segment of text.split("/")) {
    if (segment === "" || (segment === ".." && segments.pop() === undefined)) return null;
    if (segment !== "." && segment !== "..") segments.push(segment);
  }
  const path = segments.join("/");
  const name = segments.at(-1) ?? "";
  return path.startsWith(`${flowFolder}/`) && mayBeReferenced(name) ? path : null;
}
