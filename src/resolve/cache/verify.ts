import { listFolder, readRegular } from "./disk.ts";
import { inspectEntry } from "./inspect-entry.ts";
import { listItems, type Item } from "./items.ts";
import { isRegistryId, KINDS, LAYOUT_FOLDER, placeOfEntry, SHARED_STAGES, STAGES } from "./layout.ts";
import { MOST_BYTES } from "./remembered.ts";
import { unseal } from "./sealed.ts";
import { join } from "node:path";

export interface Damage {
  /** Absolute. */
  readonly path: string;
  readonly why: string;
}

export interface Verification {
  /** Entries that are whole. */
  readonly whole: number;
  /** Files of answers, refs and notes that are whole. */
  readonly remembered: number;
  readonly damaged: readonly Damage[];
}

/**
 * Reads everything in the cache, one thing after the other, and compares it with its digests. Changes nothing: what is
 * damaged is removed when it is used, and a person may want to look at it before.
 */
export function verifyCache(root: string): Verification {
  const damaged: Damage[] = [];
  let whole = 0;
  let remembered = 0;
  for (const item of listItems(root)) {
    const why = item.kind === "entries" ? entryProblem(item) : smallProblem(item);
    if (why !== null) damaged.push({ path: item.path, why });
    else if (item.kind === "entries") whole += 1;
    else remembered += 1;
  }
  return { whole, remembered, damaged: [...damaged, ...findStrangers(root)] };
}

function entryProblem({ path, registryId, name }: Item): string | null {
  const found = inspectEntry(path);
  // Removed in the meantime, which is no damage.
  if (found.kind === "missing") return null;
  if (found.kind === "damaged") return found.why;
  const { url, facts } = found.marker;
  const place = placeOfEntry({ registry: { id: registryId, url }, commit: facts.commit, path: facts.path });
  return place.name === name ? null : "it is another entry than its place says";
}

function smallProblem({ path }: Item): string | null {
  const read = readRegular(path, MOST_BYTES);
  if (read.kind === "missing") return null;
  if (read.kind === "wrong") return read.why;
  const found = unseal(read.bytes.toString("utf8"));
  return found.ok ? null : found.why;
}

/** What lies where only our folders do. Whoever put it there has to say what becomes of it. */
function findStrangers(root: string): readonly Damage[] {
  const layout = [LAYOUT_FOLDER];
  const strangers: Damage[] = [];
  const note = (folders: readonly string[], isKnown: (name: string) => boolean): void => {
    for (const entry of listFolder(root, folders)) {
      if (entry.isDirectory() && isKnown(entry.name)) continue;
      strangers.push({ path: join(root, ...folders, entry.name), why: "it is not of the cache, which leaves it alone" });
    }
  };
  note(layout, (name) => name === SHARED_STAGES || isRegistryId(name));
  const known: readonly string[] = [...KINDS, STAGES];
  for (const { name } of listFolder(root, layout).filter((entry) => entry.isDirectory() && isRegistryId(entry.name)))
    note([...layout, name], (inside) => known.includes(inside));
  return strangers;
}
