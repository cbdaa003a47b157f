import type { Config } from "../config/config.ts";
import type { Forge, ReleaseIndex } from "../forge/port.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readChanges, readHistories, readLine, startWalk, type StartedWalk } from "../git/read-landings.ts";
import { readDigests, readIds, readTexts } from "../git/read-objects.ts";
import { readTree } from "../git/read-tree.ts";
import type { Drift } from "../history/drift.ts";
import type { Line } from "../history/line.ts";
import type { OnProgress } from "../model/progress.ts";
import type { Bump } from "../model/rule.ts";
import type { Obstacle } from "../plan/obstacles.ts";
import { needsHistory, placeVersion } from "../plan/place.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import { discover } from "../registry/discover.ts";
import { isYaml } from "../registry/file-name.ts";
import { folderOf } from "../model/path.ts";
import { foldersWithOthers } from "../registry/referenced-files.ts";
import type { Registry } from "../registry/version-file.ts";
import type { Content } from "../registry/content-digest.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readAnnouncements } from "./read-announcements.ts";
import { contentKey, readContents } from "./read-contents.ts";
import { readMarkedReleases } from "./read-marked-releases.ts";
import { taggedFiles, taggedLandings, readTagViews } from "./read-tag-views.ts";

export interface SnapshotRequest {
  readonly repository: Repository;
  readonly branch: OpenBranch;
  readonly config: Config;
  readonly forge: Pick<Forge, "capabilities" | "readReleases" | "readLatest">;
  /** Look up every release, not only the newest. */
  readonly thorough: boolean;
  /** Read the text of every release that was looked up. */
  readonly resync: boolean;
  /** Also what no decision needs but a machine may read: digests and introductions of released versions. */
  readonly everything: boolean;
  readonly onProgress: OnProgress;
}

/** With more files than this below the roots, git is faster when it compares whole trees. */
const WORTH_NARROWING = 2000;

/** With fewer files to find, the walk is likely to end early: one process is enough, and should hand over every commit at once. */
const FEW = 100;

/** To compare two files takes some milliseconds; who has more to repair than this does not do it by hand. */
const MOST_JUDGED = 200;

const NO_WALK: StartedWalk = { landings: 0, stretches: [] };

/** Reads everything that a plan is decided from, with a number of processes and requests that does not grow. */
export async function readSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  return (await readSnapshotAndReleases(request)).snapshot;
}

/** The same, with the releases themselves. */
export async function readSnapshotAndReleases(
  asked: SnapshotRequest,
): Promise<{ readonly snapshot: Snapshot; readonly releases: ReleaseIndex }> {
  // Where there is no badge, nobody can own it.
  const hasBadge = asked.forge.capabilities.latest && asked.config.release === "each";
  const request: SnapshotRequest = hasBadge ? asked : { ...asked, config: { ...asked.config, latest: null } };
  const { repository, branch, config, forge } = request;
  const { git } = repository;
  const [entries, line] = await Promise.all([readTree(git, branch.head, rootFolders(config)), readLine(git, branch.head)]);
  // What git has to look up is known as soon as the line is: it works while the tree is being understood. Without any
  // tag that is the whole history.
  const folders = entries.length > WORTH_NARROWING ? [] : rootFolders(config);
  const tagged = taggedLandings(branch, config, line);
  const early = tagged.length === 0 ? startWalk(git, line, folders, entries.length > FEW) : null;
  const changes = readChanges(git, tagged, folders, isYaml);
  const registry = discover(entries, config);
  const reading = Promise.all([
    changes.then((known) => readTagViews(request, registry, line, known)),
    readReleaseStates(request, registry, line),
    config.latest === null ? null : forge.readLatest(),
  ]);
  // A walk that nobody will read waits at a full pipe, and the whole program with it.
  reading.catch(() => {
    early?.stretches.forEach(({ stop }) => {
      stop();
    });
  });
  const [{ views, withdrawn }, { releases, announcements }, latest] = await reading;
  const announced = new Set(announcements.flatMap((found) => found.versions));
  const { historyOf, digests } = await readFiles(
    request,
    registry,
    line,
    views,
    (wanted) => early ?? (wanted === 0 ? NO_WALK : startWalk(git, line, folders, wanted > FEW)),
  );
  const marked = await readMarkedReleases(releases, { registry, withdrawn, views, config, line, resync: request.resync });
  const localAhead = await readAhead(repository, branch, line);
  const known = {
    ...branch,
    localAhead,
    registry,
    config,
    line,
    historyOf,
    digests,
    tags: new Set(branch.tags.keys()),
    views,
    withdrawn,
    announcements,
    releaseOf: (tag: string) => (announced.has(tag) ? ("published" as const) : releases.state(tag)),
    releasesComplete: releases.complete,
    releases: marked,
    fresh: null,
    latest,
    targetBlobs: new Map<string, string>(),
    otherFolders: foldersWithOthers(entries, new Set(registry.files.map(({ path }) => path))),
    contents: new Map<string, Content>(),
    drifts: new Map<string, Drift>(),
    needed: new Map<string, Bump>(),
    obstacles: new Map<string, Obstacle>(),
  };
  const targets = config.target === "introduced" ? await readTargetContents(repository, known) : {};
  const [drifted, contents] = await Promise.all([readDrifts(repository, known), readNewContents(repository, known)]);
  return { snapshot: { ...known, ...targets, ...drifted, contents }, releases };
}

interface Releases {
  readonly releases: ReleaseIndex;
  readonly announcements: Snapshot["announcements"];
}

/** The releases that tell of a version, of its own or a digest; none where none are to be made. */
async function readReleaseStates(
  { repository, branch, config, forge, thorough }: SnapshotRequest,
  registry: Registry,
  line: Line,
): Promise<Releases> {
  if (config.release === "none") return { releases: NO_RELEASES, announcements: [] };
  const announcements = config.release === "digest" ? await readAnnouncements(repository, branch, line) : [];
  const announced = new Set(announcements.flatMap(({ versions }) => versions));
  const tagged = [...taggedFiles(registry, branch).filter(({ tag }) => !announced.has(tag)), ...announcements];
  const releases = await forge.readReleases({
    tagged: tagged.map(({ tag, commit }) => ({ tag, time: line.time(commit) ?? null })),
    thorough,
  });
  return { releases, announcements };
}

const NO_RELEASES: ReleaseIndex = {
  state: () => "unknown",
  find: () => Promise.resolve(null),
  beginning: () => Promise.resolve(new Set()),
  complete: true,
};

async function readAhead({ git }: Repository, { head, localHead }: OpenBranch, line: Line): Promise<boolean> {
  if (localHead === null || line.position(localHead) !== undefined) return false;
  return (await git.attempt(["merge-base", "--is-ancestor", localHead, head])).code !== 0;
}

export function rootFolders({ roots }: Config): readonly string[] {
  return (roots ?? []).map(({ path }) => path).filter((path) => path !== "");
}

/** Histories and digests of the files that need them; git walks and reads at the same time. */
async function readFiles(
  request: SnapshotRequest,
  registry: Registry,
  line: Line,
  views: Snapshot["views"],
  walk: (wanted: number) => StartedWalk,
): Promise<Pick<Snapshot, "historyOf" | "digests">> {
  const { repository, config, everything, onProgress } = request;
  const open = registry.files.filter((file) => needsHistory(file, views.get(file.tag ?? ""), { line, config }, everything));
  const read = registry.files.filter(({ regular, tag }) => regular && (everything || !views.has(tag ?? "")));
  const blobs = new Set(read.map(({ blob }) => blob));
  const [historyOf, digests] = await Promise.all([
    readHistories(walk(open.length), new Set(open.map(({ path }) => path)), onProgress),
    fetchContents(repository, [...blobs]).then(() => readDigests(repository.git, blobs)),
  ]);
  return { historyOf, digests };
}

/** With `target: introduced`, a version's target may hold other content than the branch. */
async function readTargetContents(repository: Repository, snapshot: Snapshot): Promise<Pick<Snapshot, "targetBlobs" | "digests">> {
  const changed = snapshot.registry.files.flatMap((file) => {
    const { introduced, settled } = snapshot.historyOf(file.path);
    return introduced === null || introduced === settled || !file.regular ? [] : [{ path: file.path, name: `${introduced}:${file.path}` }];
  });
  const ids = await readIds(
    repository.git,
    changed.map(({ name }) => name),
  );
  const targetBlobs = new Map(changed.flatMap(({ path }, index) => (ids[index] == null ? [] : [[path, ids[index]] as const])));
  const blobs = new Set(targetBlobs.values());
  await fetchContents(repository, [...blobs]);
  return { targetBlobs, digests: new Map([...snapshot.digests, ...(await readDigests(repository.git, blobs))]) };
}

/** What the versions that have no tag yet reference, as their targets hold it. */
async function readNewContents(repository: Repository, snapshot: Snapshot): Promise<ReadonlyMap<string, Content>> {
  const placed = snapshot.registry.files.flatMap((file) => {
    if (!snapshot.otherFolders.has(folderOf(file.path))) return [];
    if (!file.regular || file.block !== null || snapshot.views.has(file.tag ?? "")) return [];
    const { target } = placeVersion(file, snapshot);
    return target === null ? [] : [{ path: file.path, commit: target }];
  });
  if (placed.length === 0) return new Map();
  const contents = await readContents(repository, placed);
  return new Map(
    placed.flatMap((place) => {
      const content = contents.get(contentKey(place));
      return content === undefined ? [] : [[place.path, content] as const];
    }),
  );
}

async function readDrifts(repository: Repository, snapshot: Snapshot): Promise<Pick<Snapshot, "drifts" | "needed">> {
  const pairs = snapshot.registry.files.flatMap((file) => {
    const before = snapshot.views.get(file.tag ?? "")?.blob ?? null;
    const changed = before !== null && before !== file.blob && file.regular && placeVersion(file, snapshot).tag === "changed";
    return changed ? [{ file, before }] : [];
  });
  if (pairs.length === 0) return { drifts: new Map(), needed: new Map() };
  const blobs = [...new Set(pairs.flatMap(({ file, before }) => [before, file.blob]))];
  await fetchContents(repository, blobs);
  const [texts, { toDrift }, { weighEdit }] = await Promise.all([
    readTexts(repository.git, blobs),
    import("../history/drift.ts"),
    import("../plan/weigh-edit.ts"),
  ]);
  const drifts = new Map<string, Drift>();
  const needed = new Map<string, Bump>();
  for (const { file, before } of pairs) {
    const [older, newer] = [texts.get(before) ?? "", texts.get(file.blob) ?? ""];
    const drift = toDrift(older, newer);
    drifts.set(file.path, drift);
    if (drift === "meaning" && needed.size < MOST_JUDGED)
      needed.set(file.path, weighEdit(Buffer.from(older), Buffer.from(newer), file, snapshot.config).bump);
  }
  return { drifts, needed };
}
