import { compareText } from "../model/compare-text.ts";
import type { Code } from "../model/codes.ts";
import type { FlowsEntry } from "./flows-file.ts";
import { findMisfit, findMisfitOf } from "./lock-fit.ts";
import { disagreeing, toLookup, usedBelow } from "./lock-lookup.ts";
import type { Lock } from "./locked.ts";

/**
 * The first ones are told by the files alone, `other-registry` by what is configured, `local-changed` by the disk, and those from `tag-moved` on by
 * asking registries.
 */
export type FaultKind =
  | "missing"
  | "other-reference"
  | "too-many"
  | "disagrees"
  | "dependency-missing"
  | "unfit"
  | "other-registry"
  | "local-changed"
  | "tag-moved"
  | "gone"
  | "other-file"
  | "other-bytes";

/** The code of all of them. */
export const FAULTS_CODE = "lock-outdated" satisfies Code;

/** Why a lockfile does not fit flows.yml, or what it names. */
export interface LockFault {
  /** Name of the entry; canonical reference of a dependency. */
  readonly name: string;
  readonly fault: FaultKind;
  /** What flows.yml asks for, or the registry has now. */
  readonly wanted: string | null;
  /** What flows.lock has. */
  readonly locked: string | null;
}

/** What keeps a lock from saying the same as flows.yml; asks no registry. In the order of names. */
export function findFaults(entries: readonly FlowsEntry[], lock: Lock): readonly LockFault[] {
  const names = new Set(entries.map(({ name }) => name));
  const apart = new Set(disagreeing(entries, lock));
  const ofFlows = entries.flatMap((entry): readonly LockFault[] => {
    const { name, text } = entry;
    const own = lock.flows.get(name);
    const reference = own?.reference ?? null;
    if (reference === null) return [{ name, fault: "missing", wanted: text, locked: null }];
    if (reference !== text) return [{ name, fault: "other-reference", wanted: text, locked: reference }];
    const misfit = own === undefined ? null : findMisfit(entry.reference, own.locked);
    if (misfit !== null) return [{ name, fault: "unfit", ...misfit }];
    return apart.has(entry.canonical) ? [{ name, fault: "disagrees", wanted: text, locked: reference }] : [];
  });
  const gone = [...lock.flows].flatMap(([name, { reference }]): readonly LockFault[] =>
    names.has(name) ? [] : [{ name, fault: "too-many", wanted: null, locked: reference }],
  );
  const locked = toLookup(entries, lock);
  const canonical = new Set(entries.map((entry) => entry.canonical));
  const used = usedBelow([...canonical], locked);
  const missing = [...used].flatMap((name): readonly LockFault[] =>
    locked(name) === null && !canonical.has(name) ? [{ name, fault: "dependency-missing", wanted: name, locked: null }] : [],
  );
  const ofDependencies = [...lock.dependencies].flatMap(([name, dependency]): readonly LockFault[] => {
    if (!used.has(name)) return [{ name, fault: "too-many", wanted: null, locked: name }];
    const misfit = findMisfitOf(name, dependency);
    return misfit === null ? [] : [{ name, fault: "unfit", ...misfit }];
  });
  return [
    ...[...ofFlows, ...gone].toSorted((a, b) => compareText(a.name, b.name)),
    ...[...missing, ...ofDependencies].toSorted((a, b) => compareText(a.name, b.name)),
  ];
}
