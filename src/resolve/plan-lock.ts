import type { FlowsEntry } from "./flows-file.ts";
import { findMisfit } from "./lock-fit.ts";
import { disagreeing, toLookup, usedBelow } from "./lock-lookup.ts";
import type { Lock, LockedFlow } from "./locked.ts";

/** Whose meaning is looked up anew: of those that changed, of all, or of one name besides. */
export type LockUpdate = { readonly kind: "changed" } | { readonly kind: "all" } | { readonly kind: "one"; readonly name: string };

/** What has to be done for each entry of flows.yml; names that are gone are simply not in it. */
export interface LockPlan {
  /** What is known already, and stays. */
  readonly kept: readonly { readonly entry: FlowsEntry; readonly locked: LockedFlow }[];
  readonly resolve: readonly FlowsEntry[];
  /** Canonical references of dependencies that are looked up anew wherever they are used. */
  readonly renewed: ReadonlySet<string>;
}

/** One reference has one meaning: names that share it stay or go together, and a new name takes what another one has. */
export function planLock(entries: readonly FlowsEntry[], lock: Lock, update: LockUpdate): LockPlan {
  const wanted = update.kind === "one" ? entries.filter(({ name }) => name === update.name).map(({ canonical }) => canonical) : [];
  const known = toLookup(entries, lock);
  const renewed = update.kind === "all" ? new Set(lock.dependencies.keys()) : usedBelow(wanted, known);
  const apart = new Set([...wanted, ...renewed, ...disagreeing(entries, lock)]);
  // A name may have gone from flows.yml, with its reference now under another one.
  const byText = new Map([...lock.flows.values()].map(({ reference, locked }) => [reference, locked]));
  const planned = entries.map((entry) => {
    const isNew = update.kind === "all" || apart.has(entry.canonical);
    const locked = isNew ? null : (known(entry.canonical) ?? byText.get(entry.text) ?? null);
    // What the reference cannot mean was not written by a lock.
    return { entry, locked: locked === null || findMisfit(entry.reference, locked) !== null ? null : locked };
  });
  return {
    kept: planned.flatMap(({ entry, locked }) => (locked === null ? [] : [{ entry, locked }])),
    resolve: planned.flatMap(({ entry, locked }) => (locked === null ? [entry] : [])),
    renewed,
  };
}
