import { readMarker } from "./inspect-entry.ts";
import { listItems } from "./items.ts";

/** An entry as its marker tells of it; its files were not looked at. */
export interface ListedEntry {
  readonly registryId: string;
  /** Of the registry. */
  readonly url: string;
  readonly flow: string;
  readonly version: string | null;
  readonly commit: string;
  /** Of the version file in the registry. */
  readonly path: string;
  /** Absolute. */
  readonly folder: string;
  readonly files: number;
  /** Bytes, with the marker. */
  readonly size: number;
  /** ISO 8601, UTC; to the day. */
  readonly usedAt: string;
}

export interface CacheListing {
  /** By registry, flow, version file and commit. */
  readonly entries: readonly ListedEntry[];
  /** Entries whose marker cannot be read. */
  readonly damaged: number;
  /** Bytes of everything: entries, and what is remembered of registries. */
  readonly size: number;
}

/** Everything that the cache holds; nothing where there is no cache yet. Fails for a root that is no cache. */
export function listEntries(root: string): CacheListing {
  const entries: ListedEntry[] = [];
  let damaged = 0;
  let total = 0;
  for (const { kind, registryId, path, size, usedAt } of listItems(root)) {
    total += size;
    if (kind !== "entries") continue;
    const found = readMarker(path);
    if (found.kind !== "whole") {
      damaged += 1;
      continue;
    }
    const { url, facts } = found.marker;
    entries.push({
      registryId,
      url,
      flow: facts.flow,
      version: facts.version,
      commit: facts.commit,
      path: facts.path,
      folder: path,
      files: facts.files.length,
      size,
      usedAt: new Date(usedAt).toISOString(),
    });
  }
  return { entries: entries.toSorted(byPlace), damaged, size: total };
}

function byPlace(one: ListedEntry, other: ListedEntry): number {
  const keys = ({ url, flow, path, commit }: ListedEntry): readonly string[] => [url, flow, path, commit];
  const others = keys(other);
  for (const [index, key] of keys(one).entries()) {
    const against = others[index] ?? "";
    if (key !== against) return key < against ? -1 : 1;
  }
  return 0;
}
