import type { Release, Repository } from "./state.ts";

/** Newest commit first; releases of one commit in the reverse of the order they were made in. */
export function newestFirst(releases: readonly Release[]): readonly Release[] {
  return [...releases].sort((a, b) => compareText(b.createdAt, a.createdAt) || b.id - a.id);
}

/** The published full release that is marked as latest, or else that of the newest commit and the highest version. */
export function latestOf(repository: Repository): Release | undefined {
  const candidates = repository.releases.filter((release) => !release.draft && !release.prerelease);
  const marked = candidates.find((release) => release.id === repository.latestRelease);
  return marked ?? [...candidates].sort(byDateAndVersion)[0];
}

function byDateAndVersion(a: Release, b: Release): number {
  return compareText(b.createdAt, a.createdAt) || compareVersions(b.tagName, a.tagName) || b.id - a.id;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (const [index, number] of left.entries()) {
    const difference = number - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(tag: string): readonly number[] {
  return (/(\d+)\.(\d+)\.(\d+)/u.exec(tag) ?? []).slice(1).map(Number);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
