import { compareText } from "../model/compare-text.ts";
import type { Lock, LockedFlow } from "./locked.ts";

/** One difference between two locks. */
export type LockChange = {
  /** `flow`: an entry of flows.yml, `dependency`: what one of these uses. */
  readonly of: "flow" | "dependency";
  /** Name of the entry; canonical reference of a dependency. */
  readonly name: string;
} & (
  | { readonly kind: "added"; readonly to: LockedFlow }
  | { readonly kind: "removed"; readonly from: LockedFlow }
  | { readonly kind: "updated"; readonly from: LockedFlow; readonly to: LockedFlow; readonly differs: readonly string[] }
);

export interface LockDifference {
  /** Flows by name, then dependencies. */
  readonly changes: readonly LockChange[];
  /** Entries and dependencies that are in both, and the same. */
  readonly unchanged: number;
}

/** What one lock says differently from an earlier one. */
export function compareLocks(before: Lock, after: Lock): LockDifference {
  const facts = ({ reference, locked }: { readonly reference: string; readonly locked: LockedFlow }): Facts => ({
    ...toFacts(locked),
    reference,
  });
  const flows = compareSection(before.flows, after.flows, "flow", facts, ({ locked }) => locked);
  const dependencies = compareSection(before.dependencies, after.dependencies, "dependency", toFacts, (locked) => locked);
  return { changes: [...flows.changes, ...dependencies.changes], unchanged: flows.unchanged + dependencies.unchanged };
}

type Facts = Readonly<Record<string, string>>;

/** The words are the keys of the file. */
function toFacts({
  registry,
  flow,
  version,
  kind,
  tag,
  commit,
  path,
  digest,
  contentDigest,
  files,
  prompts,
  schemas,
  workflows,
  uses,
}: LockedFlow): Facts {
  const all = {
    registry,
    flow,
    version,
    kind,
    tag,
    commit,
    path,
    digest,
    content: contentDigest,
    files,
    prompts,
    schemas,
    workflows,
    flows: uses,
  };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, JSON.stringify(value)]));
}

function compareSection<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  of: LockChange["of"],
  factsOf: (entry: T) => Facts,
  lockedOf: (entry: T) => LockedFlow,
): LockDifference {
  let unchanged = 0;
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText);
  const changes = names.flatMap((name): readonly LockChange[] => {
    const [from, to] = [before.get(name), after.get(name)];
    if (to === undefined) return from === undefined ? [] : [{ of, name, kind: "removed", from: lockedOf(from) }];
    if (from === undefined) return [{ of, name, kind: "added", to: lockedOf(to) }];
    const [was, is] = [factsOf(from), factsOf(to)];
    const differs = Object.keys(is).filter((key) => was[key] !== is[key]);
    if (differs.length === 0) {
      unchanged += 1;
      return [];
    }
    return [{ of, name, kind: "updated", from: lockedOf(from), to: lockedOf(to), differs }];
  });
  return { changes, unchanged };
}
