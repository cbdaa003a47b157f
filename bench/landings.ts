import { randomFrom } from "./random.ts";

export interface RegistrySize {
  readonly flows: number;
  /** For each flow. */
  readonly versions: number;
  readonly seed: number;
}

/** One file that lands on main; revision 1 changes a version that had landed before. */
export interface VersionLanding {
  readonly flow: number;
  readonly version: number;
  readonly revision: 0 | 1;
}

export const ROOTS = ["flows/stable", "flows/experimental"] as const;

const CHANGED_LATER_PERCENT = 3;
const CHANGED_WITHIN_LANDINGS = 200;

/** Every fifth flow is experimental. */
export function versionPath(flow: number, version: number): string {
  const root = flow % 5 === 4 ? ROOTS[1] : ROOTS[0];
  return `${root}/flow_${String(flow).padStart(5, "0")}/${versionNumber(version)}.yml`;
}

/** 1.0.0, 1.0.1, 1.1.0, 1.1.1 … 1.4.1, 2.0.0 … */
function versionNumber(index: number): string {
  return `${String(1 + Math.floor(index / 10))}.${String(Math.floor((index % 10) / 2))}.${String(index % 2)}`;
}

/** All landings, oldest first: flows in random order, the versions of each in their own order. */
export function* planLandings({ flows, versions, seed }: RegistrySize): Generator<VersionLanding> {
  const random = randomFrom(seed);
  const unfinished = Array.from({ length: flows }, (_, flow) => ({ flow, next: 0 }));
  let changes: { readonly due: number; readonly landing: VersionLanding }[] = [];
  for (let count = 0; unfinished.length > 0; count += 1) {
    const at = random.below(unfinished.length);
    const chosen = unfinished[at];
    if (chosen === undefined) break;
    const { flow, next: version } = chosen;
    yield { flow, version, revision: 0 };
    chosen.next += 1;
    if (chosen.next === versions) unfinished.splice(at, 1);
    if (random.below(100) < CHANGED_LATER_PERCENT)
      changes.push({ due: count + 1 + random.below(CHANGED_WITHIN_LANDINGS), landing: { flow, version, revision: 1 } });
    const due = changes.filter((change) => change.due <= count);
    if (due.length > 0) changes = changes.filter((change) => change.due > count);
    for (const change of due) yield change.landing;
  }
  for (const change of changes) yield change.landing;
}
