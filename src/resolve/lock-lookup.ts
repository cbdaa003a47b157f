import type { FlowsEntry } from "./flows-file.ts";
import type { Lock, LockedFlow } from "./locked.ts";

type Lookup = (reference: string) => LockedFlow | null;

/** What a lock says of a canonical reference, as an entry or as a dependency. */
export function toLookup(entries: readonly FlowsEntry[], lock: Lock): Lookup {
  const own = new Map(
    entries.flatMap((entry) => {
      const found = lock.flows.get(entry.name);
      return found?.reference === entry.text ? [[entry.canonical, found.locked] as const] : [];
    }),
  );
  return (reference) => own.get(reference) ?? lock.dependencies.get(reference) ?? null;
}

/** All that some flows use, and what that uses: canonical references. `locked` is what a lock says of one. */
export function usedBelow(starts: readonly string[], locked: Lookup): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...starts];
  for (const reference of queue) {
    for (const { reference: used } of locked(reference)?.uses ?? []) {
      if (seen.has(used)) continue;
      seen.add(used);
      queue.push(used);
    }
  }
  return seen;
}

/** References of which two entries say different things, as a merge can leave them. */
export function disagreeing(entries: readonly FlowsEntry[], lock: Lock): readonly string[] {
  const said = new Map<string, string>();
  return entries.flatMap((entry) => {
    const own = lock.flows.get(entry.name);
    if (own?.reference !== entry.text) return [];
    const reference = entry.canonical;
    const facts = JSON.stringify(own.locked);
    const first = said.get(reference) ?? facts;
    said.set(reference, first);
    return first === facts ? [] : [reference];
  });
}
