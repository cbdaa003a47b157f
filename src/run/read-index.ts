import { EVERYTHING } from "../config/config.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readDigests, readIds } from "../git/read-objects.ts";
import { toIsoDate } from "../model/date.ts";
import type { Outcome } from "../model/outcome.ts";
import { folderOf } from "../model/path.ts";
import { buildPlan } from "../plan/build.ts";
import type { RegistryIndex } from "../plan/index-schema.ts";
import { findPublished, toIndex, type Held, type Published } from "../plan/registry-index.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import { contentKey, readContents } from "./read-contents.ts";

/** The index of the whole registry, whatever a run was about, once a plan was carried out with these outcomes. */
export async function readIndex(repository: Repository, snapshot: Snapshot, outcomes: readonly Outcome[]): Promise<RegistryIndex> {
  const plan = buildPlan(snapshot, EVERYTHING);
  const published = findPublished(plan, outcomes);
  const placed = published.map(({ version: { path }, commit }) => ({ path, commit }));
  const others = placed.filter(({ path }) => snapshot.otherFolders.has(folderOf(path)));
  const [digests, contents] = await Promise.all([readFileDigests(repository, snapshot, published), readContents(repository, others)]);
  const held = new Map<string, Held>();
  for (const place of placed) {
    const digest = digests.get(place.path);
    if (digest === undefined) throw new Error(`${place.path} was published and cannot be read`);
    const content = contents.get(contentKey(place));
    const date = toIsoDate(snapshot.line.time(place.commit) ?? 0);
    held.set(place.path, { date, digest, contentDigest: content?.digest ?? digest, files: content?.files ?? [] });
  }
  return toIndex(plan, published, held);
}

/** Digests of version files as their tags have them, by path; only what was not read before is read. */
async function readFileDigests(
  repository: Repository,
  snapshot: Snapshot,
  published: readonly Published[],
): Promise<ReadonlyMap<string, string>> {
  const unknown = published.filter(({ version: { tagged } }) => tagged === null);
  const ids = await readIds(
    repository.git,
    unknown.map(({ version, commit }) => `${commit}:${version.path}`),
  );
  const made = new Map(unknown.map(({ version }, index) => [version.path, ids[index] ?? ""]));
  const blobs = new Map(published.map(({ version: { path, tagged } }) => [path, tagged?.blob ?? made.get(path) ?? ""]));
  const missing = new Set([...blobs.values()].filter((blob) => !snapshot.digests.has(blob)));
  if (missing.size > 0) await fetchContents(repository, [...missing]);
  const read = await readDigests(repository.git, missing);
  return new Map(
    [...blobs].flatMap(([path, blob]) => {
      const digest = snapshot.digests.get(blob) ?? read.get(blob);
      return digest === undefined ? [] : [[path, digest] as const];
    }),
  );
}
