import { SemVer } from "semver";
import { versionText } from "../model/version.ts";
import { explainMissing, explainNone } from "./explain-none.ts";
import { LATEST } from "./parse-range.ts";
import { isEligible, readSets, type PickOptions } from "./range-sets.ts";
import { findFirst, findSpan } from "./span.ts";
import type { Candidate } from "./candidate.ts";
import type { Ref, VersionRange } from "./reference.ts";

export type { Candidate } from "./candidate.ts";

export type Picked<C extends Candidate> =
  | { readonly kind: "picked"; readonly candidate: C }
  /** `reason` is a clause without a full stop: what there is instead, or why it was left out. */
  | { readonly kind: "none"; readonly reason: string };

/**
 * What of the candidates (lowest first, by `compareBuild`) a ref means. An exact version is taken whatever it is. A range takes the
 * newest stable version, never a yanked one; prereleases only if asked for or, by npm's rule, of the very version that the range
 * names one of; variants only of the line that the range names.
 */
export function pickVersion<C extends Candidate>(
  candidates: readonly C[],
  wanted: Extract<Ref, { kind: "default" | "version" | "range" }>,
  options: PickOptions,
): Picked<C> {
  switch (wanted.kind) {
    case "default":
      return pickNewest(candidates, LATEST, options);
    case "version":
      return pickExact(candidates, wanted.version);
    case "range":
      return pickNewest(candidates, wanted, options);
  }
}

function pickExact<C extends Candidate>(candidates: readonly C[], text: string): Picked<C> {
  const version = new SemVer(text);
  for (let index = findFirst(candidates, version, 0); ; index += 1) {
    const candidate = candidates[index];
    if (candidate === undefined || candidate.semver.compare(version) !== 0) break;
    if (versionText(candidate.semver) === text) return { kind: "picked", candidate };
  }
  return { kind: "none", reason: explainMissing(candidates, version) };
}

function pickNewest<C extends Candidate>(candidates: readonly C[], range: VersionRange, options: PickOptions): Picked<C> {
  let best = -1;
  for (const set of readSets(range.range, options)) {
    const [start, end] = findSpan(candidates, set.comparators);
    for (let index = end - 1; index >= start && index > best; index -= 1) {
      const candidate = candidates[index];
      if (candidate !== undefined && isEligible(set, candidate, options.prerelease)) best = index;
    }
  }
  const candidate = candidates[best];
  return candidate === undefined ? { kind: "none", reason: explainNone(candidates, range, options.words) } : { kind: "picked", candidate };
}
