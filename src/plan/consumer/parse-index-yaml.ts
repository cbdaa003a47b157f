import { normalPath, pathProblem } from "../../config/values.ts";
import { flowNameProblem } from "../../model/ref-name.ts";
import type { Code } from "../../model/codes.ts";
import type { Problem } from "../../model/problem.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import type { YamlMap, YamlNode } from "../../registry/yaml-node.ts";

/** A flow of `index.yaml`. */
export interface IndexedFlow {
  readonly flow: string;
  readonly description: string | null;
  /** Path of its file. */
  readonly path: string;
}

export interface ParsedIndexYaml {
  /** None if there is a problem. */
  readonly flows: readonly IndexedFlow[];
  readonly problem: Problem | null;
}

/** Names of the file, the first one that is there counts (Conductor's `registry/index.py`). */
export const INDEX_FILES = ["index.yaml", "index.json"] as const;

const KEYS = ["workflows", "flows"] as const;

/**
 * Reads Conductor's index of a registry, `workflows: {name: {description, path}}`, or the same below `flows`. A file that has neither is
 * the index of something else: no flows. One broken entry spoils all of it, since what else is wrong with it cannot be told.
 */
export function parseIndexYaml(text: string, file: string): ParsedIndexYaml {
  const parsed = parseYaml(text);
  if (!parsed.ok) return broken(problemIn("registry-config-invalid", file, parsed.fault.at.line, parsed.fault.message));
  const { root } = parsed;
  if (root.kind !== "map") {
    // An empty file has no flows.
    if (root.kind === "scalar" && root.value === null) return { flows: [], problem: null };
    return broken(problemIn("registry-config-invalid", file, root.at.line, "it is no set of keys and values"));
  }
  const flows = new Map<string, IndexedFlow>();
  for (const key of KEYS) {
    const list = root.entries.get(key);
    // `flows` as a list is flow-tagbot's own index.json.
    if (list === undefined || (list.value.kind === "list" && key === "flows")) continue;
    if (list.value.kind === "scalar" && list.value.value === null) continue;
    if (list.value.kind !== "map")
      return broken(problemIn("registry-config-invalid", file, list.at.line, `\`${key}\` is no map of names to flows`));
    for (const [flow, { at, value }] of list.value.entries) {
      const read = flows.has(flow)
        ? problemIn("registry-config-invalid", file, at.line, `${shown(flow)} is there twice`)
        : parseEntry(flow, value, file, at.line);
      if ("code" in read) return broken(read);
      flows.set(flow, read);
    }
  }
  return { flows: [...flows.values()], problem: null };
}

function parseEntry(flow: string, value: YamlNode, file: string, line: number): IndexedFlow | Problem {
  const name = flowNameProblem(flow);
  if (name !== null) return problemIn("registry-config-invalid", file, line, `the name ${shown(flow)} cannot be used: ${name}`);
  if (value.kind !== "map") return problemIn("registry-config-invalid", file, line, `${shown(flow)} is no map with a \`path\``);
  const path = textOf(value, "path");
  if (path === null || path === "") return problemIn("registry-config-invalid", file, line, `${shown(flow)} has no \`path\``);
  const problem = pathProblem(path) ?? (normalPath(path) === "" ? "it is the registry itself" : null);
  if (problem !== null) return problemIn("registry-unsafe", file, line, `the path ${shown(path)} of ${shown(flow)} is refused: ${problem}`);
  return { flow, description: textOf(value, "description"), path: normalPath(path) };
}

function textOf({ entries }: YamlMap, key: string): string | null {
  const node = entries.get(key)?.value;
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value.trim() : null;
}

function broken(problem: Problem): ParsedIndexYaml {
  return { flows: [], problem };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

function problemIn(code: Code, path: string, line: number, reason: string): Problem {
  return {
    code,
    severity: "error",
    path,
    line,
    message: `The registry's ${path}, line ${line}: ${reason}.`,
    fix: "Tell the registry's maintainers. A full commit id or the name of a tag after `#` works meanwhile.",
  };
}
