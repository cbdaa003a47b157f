import { utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeEntry } from "../../../src/resolve/cache/entries.ts";
import { pathOf, placeOfAnswer, placeOfNote, placeOfRefs } from "../../../src/resolve/cache/layout.ts";
import { claimRoot } from "../../../src/resolve/cache/own-root.ts";
import { writeAnswer, writeNote, writeRefs } from "../../../src/resolve/cache/remembered.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { ANSWER, entryOf, PATH, QUESTION, REGISTRY } from "./sample-entry.ts";
import { DAY, newStore } from "./sample.ts";

export const OTHER = { id: "other-0123456789ab", url: "https://example.com/other" };

/**
 * A cache with three entries (`a` used 40 days ago, `b` 10 days ago, and one of the other registry today), and an answer, refs and
 * a note of today. `folders` are those of the entries.
 */
export function fullStore(settings: Partial<Store> = {}): { readonly store: Store; readonly folders: readonly [string, string, string] } {
  const store = newStore(settings);
  claimRoot(store);
  const write = (commit: string, days: number, registry = REGISTRY): string => {
    const { key, facts, contents } = entryOf({ [PATH]: `name: ${commit.repeat(1000)}\n` }, { commit, registry });
    const folder = dirname(writeEntry(store, key, facts, contents).folder);
    const used = (store.now() - days * DAY) / 1000;
    utimesSync(join(folder, "entry.json"), used, used);
    return folder;
  };
  const folders = [write("a", 40), write("b", 10), write("c", 0, OTHER)] as const;
  writeAnswer(store, QUESTION, ANSWER);
  writeRefs(store, REGISTRY, { refs: { defaultBranch: null, branches: new Map(), tags: new Map() }, at: ANSWER.at });
  writeNote(store, REGISTRY, "a".repeat(40), "flows", "text");
  return { store, folders };
}

/** The remembered files of a full store. */
export function rememberedIn(root: string): readonly string[] {
  return [placeOfAnswer(QUESTION), placeOfRefs(REGISTRY), placeOfNote(REGISTRY, "a".repeat(40), "flows")].map((place) =>
    pathOf(root, place),
  );
}
