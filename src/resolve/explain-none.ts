import { compareBuild } from "semver";
import { versionText } from "../model/version.ts";
import { findFirst, findSpan } from "./span.ts";
import { readSets, type PickOptions } from "./range-sets.ts";
import type { SemVer } from "semver";
import type { Candidate } from "./candidate.ts";
import type { VersionRange } from "./reference.ts";
import type { Span } from "./span.ts";

const MOST_NAMED = 3;

/** Why a range gives nothing: what is within its bounds and was left out, or what there is around it. No full stop. */
export function explainNone(candidates: readonly Candidate[], range: VersionRange, words: PickOptions["words"]): string {
  if (candidates.length === 0) return NO_VERSIONS;
  const sets = readSets(range.range, { prerelease: true, words });
  const torn = sets.find(({ lines }) => lines.length > 1);
  if (torn !== undefined) return `it names several variants (${torn.lines.join(", ")}), of which none is newer than another`;
  const spans = sets.map(({ comparators }) => findSpan(candidates, comparators));
  const within = findWithin(candidates, spans);
  if (within.length === 0) return `nothing is in ${range.text}${describeAround(candidates, spans)}`;
  const only = (["yanked", "prerelease", "variant", "stable"] as const).find((what) => within.every((one) => whatIs(one) === what));
  const place = range.text === "latest" ? "there are" : `in ${range.text} are`;
  return only === undefined
    ? `${place} only ${nameSome(within, (one) => ` (${whatIs(one)})`)}`
    : `${place} only ${PLURALS[only]}: ${nameSome(within, () => "")}`;
}

/** Why an exact version is not there. No full stop. */
export function explainMissing(candidates: readonly Candidate[], version: SemVer): string {
  if (candidates.length === 0) return NO_VERSIONS;
  const index = findFirst(candidates, version, 0);
  return `there is no ${versionText(version)}${nearest(candidates.slice(Math.max(index - 1, 0), index + 1))}`;
}

const NO_VERSIONS = "it has no versions";

const PLURALS = { yanked: "yanked versions", prerelease: "prereleases", variant: "variants", stable: "versions of another line" } as const;

function whatIs({ kind, yanked }: Candidate): keyof typeof PLURALS {
  return yanked === null ? kind : "yanked";
}

/** Within the bounds of any alternative, prereleases of its ends included; highest first. */
function findWithin(candidates: readonly Candidate[], spans: readonly Span[]): readonly Candidate[] {
  const found = new Set(spans.flatMap(([start, end]) => candidates.slice(start, end)));
  return [...found].toSorted((a, b) => compareBuild(b.semver, a.semver));
}

/** The versions on both sides of the first alternative: those that can be picked, if there are any. */
function describeAround(candidates: readonly Candidate[], [[start, end] = [0, 0]]: readonly Span[]): string {
  const pickable = [findPickable(candidates, start - 1, -1), findPickable(candidates, end, 1)];
  const there = pickable.some((one) => one !== undefined) ? pickable : [candidates[start - 1], candidates[end]];
  return nearest(there.filter((one) => one !== undefined));
}

function findPickable(candidates: readonly Candidate[], from: number, step: 1 | -1): Candidate | undefined {
  for (let index = from; index >= 0 && index < candidates.length; index += step) {
    const candidate = candidates[index];
    if (candidate !== undefined && isStable(candidate)) return candidate;
  }
  return undefined;
}

function nearest(candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return "";
  return `; ${candidates.length === 1 ? "the nearest is" : "the nearest are"} ${candidates.map((one) => `${versionText(one.semver)}${isStable(one) ? "" : ` (${whatIs(one)})`}`).join(" and ")}`;
}

function isStable(candidate: Candidate): boolean {
  return whatIs(candidate) === "stable";
}

function nameSome(candidates: readonly Candidate[], mark: (candidate: Candidate) => string): string {
  const names = candidates.slice(0, MOST_NAMED).map((candidate) => `${versionText(candidate.semver)}${mark(candidate)}`);
  const more = candidates.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
