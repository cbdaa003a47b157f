import { DEFAULT_CONFIG, type Root } from "../../src/config/config.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";

export const NO_ROOTS = DEFAULT_CONFIG;

export function withRoots(...roots: readonly (string | Root)[]): typeof DEFAULT_CONFIG {
  return { ...DEFAULT_CONFIG, roots: roots.map((root) => (typeof root === "string" ? { path: root, tag: DEFAULT_CONFIG.tag } : root)) };
}

/** Regular files with an object id each. */
export function files(...paths: readonly string[]): readonly TreeEntry[] {
  return paths.map((path, index) => ({ mode: "100644", oid: (index + 1).toString(16).padStart(40, "0"), path }));
}

export function link(path: string): TreeEntry {
  return { mode: "120000", oid: "a".repeat(40), path };
}

export function submodule(path: string): TreeEntry {
  return { mode: "160000", oid: "b".repeat(40), path };
}
