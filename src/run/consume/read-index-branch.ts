import { Failure } from "../../model/failure.ts";
import type { Refs } from "../../model/refs.ts";
import { isRegular, type TreeEntry } from "../../model/tree-entry.ts";
import type { RegistryIndex } from "../../plan/index-schema.ts";
import { parseIndex } from "../../plan/parse-index.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext } from "./context.ts";
import type { RegistryAccess } from "./registry-access.ts";
import { registryLabel } from "./registry-label.ts";

/** The name that the documents give the branch; read along with the newest commit, before the configuration tells of it. */
const LIKELY_BRANCH = "flow-index";

const INDEX_FILE = "index.json";
const INDEX_NOTE = "index-1";

export interface IndexReader {
  /** Null where there is no such branch, or none that can be read: then a notice is given, and nothing else is lost. */
  readonly read: (refs: Refs, branch: string | null) => Promise<RegistryIndex | null>;
  /** The commit to read before it is known whether it is an index's; null: none, or it was read before. */
  readonly guess: (refs: Refs) => Promise<string | null>;
  /** The file in the branch's tree. */
  readonly find: (entries: readonly TreeEntry[]) => readonly TreeEntry[];
}

/** Reads `index.json` of the branch that the registry publishes it on; each of its commits once and for all. */
export function createIndexReader({ cache, onNotice }: ConsumerContext, source: RegistrySource, access: RegistryAccess): IndexReader {
  const registry = { id: source.id, url: source.url };
  const find = (entries: readonly TreeEntry[]): readonly TreeEntry[] =>
    entries.filter((entry) => entry.path === INDEX_FILE && isRegular(entry));

  const readText = async (commit: string): Promise<string | null> => {
    const known = await cache.readNote(registry, commit, INDEX_NOTE);
    if (known !== null) return known;
    const [view] = await access.readCommits([{ commit, tag: null }]);
    const [file] = find(view?.entries ?? []);
    if (file === undefined) return null;
    const text = (await access.readContents([file])).get(file.oid)?.toString("utf8") ?? "";
    await cache.writeNote(registry, commit, INDEX_NOTE, text);
    return text;
  };

  return {
    find,
    guess: async ({ branches }) => {
      const tip = branches.get(LIKELY_BRANCH);
      return tip === undefined || (await cache.readNote(registry, tip, INDEX_NOTE)) !== null ? null : tip;
    },
    read: async ({ branches }, branch) => {
      const tip = branch === null ? undefined : branches.get(branch);
      if (tip === undefined) return null;
      try {
        const text = await readText(tip);
        return text === null ? null : parseIndex(text);
      } catch (error) {
        if (!(error instanceof Failure) || error.code === "cache-unwritable") throw error;
        const { code, message, fix } = error.problems[0];
        onNotice({
          code,
          severity: "warning",
          path: null,
          line: null,
          message: `The index of the registry ${registryLabel(source)} was not looked at: ${message}`,
          fix,
        });
        return null;
      }
    },
  };
}
