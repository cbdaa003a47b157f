import { DEFAULT_CONFIG } from "../../config/config.ts";
import { parseConfigFile } from "../../config/config-file.ts";
import { mergeConfig } from "../../config/merge.ts";
import { CONFIG_PATH } from "../../config/options.ts";
import type { Problem } from "../../model/problem.ts";
import { isRegular, type TreeEntry } from "../../model/tree-entry.ts";
import { DEFAULT_SETTINGS, toSettings, type OwnWords, type RegistrySettings } from "./head-view.ts";
import { INDEX_FILES, parseIndexYaml, type IndexedFlow } from "./parse-index-yaml.ts";

/** The files that tell how a registry is to be read. */
export interface OwnFiles {
  readonly config: TreeEntry | null;
  readonly index: TreeEntry | null;
  /** Those of them whose contents have to be read: links and submodules have none. */
  readonly read: readonly TreeEntry[];
}

/** Finds them in a tree. */
export function findOwnFiles(entries: readonly TreeEntry[]): OwnFiles {
  const names: ReadonlySet<string> = new Set([CONFIG_PATH, ...INDEX_FILES]);
  const found = new Map(entries.filter(({ path }) => names.has(path)).map((entry) => [entry.path, entry]));
  const index = INDEX_FILES.map((name) => found.get(name)).find((entry) => entry !== undefined);
  const config = found.get(CONFIG_PATH);
  const read = [config, index].flatMap((entry) => (entry !== undefined && isRegular(entry) ? [entry] : []));
  return { config: config ?? null, index: index ?? null, read };
}

/** Reads them; `contents` is by id of the blob. The first problem is told: one is enough to know nothing for certain. */
export function readOwnWords({ config, index }: OwnFiles, contents: ReadonlyMap<string, Buffer>): OwnWords {
  const text = (entry: TreeEntry): string | null => (isRegular(entry) ? (contents.get(entry.oid)?.toString("utf8") ?? null) : null);
  const settings = config === null ? DEFAULT_SETTINGS : parseSettings(text(config), config.path);
  const indexed = index === null ? { flows: [], problem: null } : parseIndex(text(index), index.path);
  if ("code" in settings) return { settings: DEFAULT_SETTINGS, indexed: indexed.flows, problem: settings };
  return { settings, indexed: indexed.flows, problem: indexed.problem };
}

function parseIndex(text: string | null, path: string): { readonly flows: readonly IndexedFlow[]; readonly problem: Problem | null } {
  return text === null ? { flows: [], problem: notAFile(path) } : parseIndexYaml(text, path);
}

function parseSettings(text: string | null, path: string): RegistrySettings | Problem {
  if (text === null) return notAFile(path);
  const parsed = parseConfigFile(text, path);
  if (parsed.ok) return toSettings(mergeConfig(DEFAULT_CONFIG, parsed.value, {}));
  const { line, message } = parsed.problems[0];
  return invalid(path, line, `The registry's ${path}${line === null ? "" : `, line ${line}`}: ${message.replace(/\.$/, "")}.`);
}

function notAFile(path: string): Problem {
  return invalid(path, null, `The registry's ${path} is a symbolic link or a submodule, and no file.`);
}

function invalid(path: string, line: number | null, message: string): Problem {
  const fix = "Tell the registry's maintainers. A full commit id or the name of a tag after `#` works meanwhile.";
  return { code: "registry-config-invalid", severity: "error", path, line, message, fix };
}
