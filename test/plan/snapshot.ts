import type { Bump } from "../../src/model/rule.ts";
import { weighEdit } from "../../src/plan/weigh-edit.ts";
import { createHash } from "node:crypto";
import { DEFAULT_CONFIG, EVERYTHING, type Config, type Selection } from "../../src/config/config.ts";
import type { TagView } from "../../src/history/check-tag.ts";
import { toDrift, type Drift } from "../../src/history/drift.ts";
import { createLine } from "../../src/history/line.ts";
import type { FileHistory } from "../../src/history/timeline.ts";
import type { Action, Plan, PlannedVersion } from "../../src/model/plan.ts";
import { buildPlan } from "../../src/plan/build.ts";
import { editedTexts } from "../../src/plan/edits.ts";
import type { Obstacle } from "../../src/plan/obstacles.ts";
import { needsHistory, placeVersion } from "../../src/plan/place.ts";
import type { Snapshot } from "../../src/plan/snapshot.ts";
import { findWithdrawn } from "../../src/plan/withdrawn.ts";
import { discover } from "../../src/registry/discover.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";
import type { VersionFile } from "../../src/registry/version-file.ts";

/** A file's text, a link to somewhere, or null: deleted. */
export type Content = string | { readonly link: string } | null;

/** A registry in memory: a line of landings, and the tags and releases that exist. */
export interface Scenario {
  /** What each landing changed, oldest first; there is one landing a day from 2026-01-01 on. */
  readonly landings: readonly Readonly<Record<string, Content>>[];
  readonly config?: Partial<Config>;
  /** Index of the landing that a tag is on; `beside` is a commit that is no landing. */
  readonly tags?: Readonly<Record<string, number | "beside">>;
  readonly releases?: Readonly<Record<string, "published" | "draft" | "unknown">>;
  readonly latest?: string | null;
  /** Texts of existing releases that were read, by tag. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Their notes as they would be written now. */
  readonly fresh?: Readonly<Record<string, string>> | null;
  /** Tags that will be refused, and whether a person can make them by hand. */
  readonly obstacles?: Readonly<Record<string, Partial<Obstacle>>>;
  /** The order in which tree and tags are read. */
  readonly arrange?: <T>(items: readonly T[]) => readonly T[];
  readonly announcements?: Snapshot["announcements"];
  /** Also read what no decision needs. */
  readonly everything?: boolean;
}

/** Where no commit of the line is. */
export const BESIDE = "b".repeat(40);

const RELEASE = { draft: false, prerelease: false, url: null };

/** The commit of a landing. */
export function landing(index: number): string {
  return (index + 1).toString(16).padStart(40, "0");
}

export function blobOf(content: string): string {
  return createHash("sha1").update(content).digest("hex");
}

export function digestOf(content: string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** Reads a scenario as a repository and a forge are read. */
export function toSnapshot({
  landings,
  config: part = {},
  tags = {},
  releases = {},
  latest = null,
  texts: bodies = {},
  fresh = null,
  obstacles = {},
  arrange = (items) => items,
  announcements = [],
  everything = false,
}: Scenario): Snapshot {
  const config = { ...DEFAULT_CONFIG, ...part };
  const trees = toTrees(landings);
  const commitOf = (place: number | "beside"): string => (place === "beside" ? BESIDE : landing(place));
  const newest = trees.length - 1;
  const line = createLine(
    trees.map((_, index) => landing(newest - index)),
    trees.map((_, index) => timeOf(newest - index)),
  );
  const blobAt = (place: number | "beside", path: string): string | null =>
    place === "beside" ? null : (trees[place]?.get(path)?.oid ?? null);
  const head = trees[newest] ?? new Map<string, TreeEntry>();
  const registry = discover(arrange([...head.values()]), config);

  const views = new Map<string, TagView>();
  for (const file of registry.files) {
    const place = tags[file.tag ?? ""];
    if (file.tag === null || place === undefined) continue;
    views.set(file.tag, {
      commit: commitOf(place),
      blob: blobAt(place, file.path),
      parentBlob: place === "beside" ? null : blobAt(place - 1, file.path),
    });
  }
  const refs = arrange(Object.entries(tags)).map(([tag, place]) => [tag, { commit: commitOf(place) }] as const);
  const withdrawn = findWithdrawn(refs, registry, config).flatMap((candidate) => {
    const blob = blobAt(tags[candidate.tag] ?? "beside", candidate.path);
    return blob === null ? [] : [{ ...candidate, blob }];
  });
  const wanted = new Set(
    registry.files.filter((file) => needsHistory(file, views.get(file.tag ?? ""), { line, config }, everything)).map(({ path }) => path),
  );
  const historyOf = (path: string): FileHistory => (wanted.has(path) ? historyIn(trees, path) : { settled: null, introduced: null });
  const texts = textsOf(landings);
  const digests = new Map<string, string>();
  const read = (blob: string): unknown => digests.set(blob, digestOf(texts.get(blob) ?? ""));
  for (const { regular, tag, blob } of registry.files) if (regular && (everything || !views.has(tag ?? ""))) read(blob);
  const targetBlobs = new Map<string, string>();
  for (const { path, regular } of config.target === "introduced" ? registry.files : []) {
    const { introduced, settled } = historyOf(path);
    const blob = regular && introduced !== settled ? blobAt(indexOf(introduced), path) : null;
    if (blob === null) continue;
    targetBlobs.set(path, blob);
    read(blob);
  }
  const announced = new Set(announcements.flatMap(({ versions }) => versions));
  const known: Snapshot = {
    branch: "main",
    localAhead: false,
    releasesComplete: true,
    head: landing(newest),
    registry,
    config,
    line,
    historyOf,
    digests,
    targetBlobs,
    otherFolders: new Set(),
    contents: new Map(),
    announcements,
    tags: new Set(refs.map(([tag]) => tag)),
    views,
    drifts: new Map(),
    needed: new Map(),
    withdrawn,
    releaseOf: (tag) => (announced.has(tag) ? "published" : (releases[tag] ?? "missing")),
    latest,
    releases: new Map(Object.entries(bodies).map(([tag, body]) => [tag, { ...RELEASE, tag, title: tag, body }])),
    fresh: fresh === null ? null : new Map(Object.entries(fresh)),
    obstacles: new Map(Object.entries(obstacles).map(([tag, part]) => [tag, toObstacle(tag, part)])),
  };
  const drifts = new Map<string, Drift>();
  const needed = new Map<string, Bump>();
  for (const file of registry.files) {
    const before = views.get(file.tag ?? "")?.blob ?? null;
    if (before === null || !file.regular || placeVersion(file, known).tag !== "changed") continue;
    const [older, newer] = [texts.get(before) ?? "", texts.get(file.blob) ?? ""];
    drifts.set(file.path, toDrift(older, newer));
    needed.set(file.path, weighEdit(Buffer.from(older), Buffer.from(newer), file, known.config).bump);
  }
  return { ...known, drifts, needed };
}

/** A refusal that a person can get past, unless told. */
export function toObstacle(tag: string, part: Partial<Obstacle> = {}): Obstacle {
  return {
    code: "push-workflow",
    message: `${tag} is refused`,
    fix: "Push it.",
    path: `path of ${tag}`,
    line: null,
    byHand: true,
    ...part,
  };
}

export function planOf(scenario: Scenario, selection: Partial<Selection> = {}): Plan {
  return buildPlan(toSnapshot(scenario), { ...EVERYTHING, ...selection });
}

/** The only version at a path, as a plan tells it. */
export function versionAt({ versions }: Plan, path: string): PlannedVersion {
  const found = versions.filter((version) => version.path === path);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${path} is ${found.length} times in the plan`);
  return found[0];
}

/** The file of a version at a path. */
export function fileAt({ registry }: Snapshot, path: string): VersionFile {
  const found = registry.files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} is no version file`);
  return found;
}

/** `create-tag chat-v1.0.0`, in order. */
export function told(actions: readonly Action[]): readonly string[] {
  return actions.map(({ type, tag }) => `${type} ${tag}`);
}

/** The scenario after the actions were carried out. */
export function carryOut(scenario: Scenario, actions: readonly Action[]): Scenario {
  const tags = { ...scenario.tags };
  const releases = { ...scenario.releases };
  const texts = { ...scenario.texts };
  const announcements = [...(scenario.announcements ?? [])];
  let latest = scenario.latest ?? null;
  for (const action of actions) {
    if (action.type === "create-tag") {
      if (tags[action.tag] !== undefined) throw new Error(`${action.tag} exists`);
      tags[action.tag] = indexOf(action.target);
    } else if (action.type === "create-release") {
      if (tags[action.tag] === undefined || releases[action.tag] !== undefined)
        throw new Error(`${action.tag} has no tag, or a release already`);
      releases[action.tag] = action.draft ? "draft" : "published";
      if (action.latest) latest = action.tag;
    } else if (action.type === "create-digest") {
      const { tag, target, date, title, tagged, versions } = action;
      if (!tagged) {
        if (tags[tag] !== undefined) throw new Error(`${tag} exists`);
        tags[tag] = indexOf(target);
        announcements.push({ tag, commit: target, date, title, versions });
      }
      releases[tag] = action.draft ? "draft" : "published";
    } else if (action.type === "edit-release") {
      const edit = editedTexts({ actions, versions: planOf(scenario).versions }, toSnapshot(scenario)).get(action.tag);
      if (edit === undefined) throw new Error(`${action.tag} has no new text`);
      texts[action.tag] = edit.body;
    } else {
      latest = action.tag;
    }
  }
  return { ...scenario, tags, releases, texts, announcements, latest };
}

function indexOf(commit: string | null): number {
  return commit === null ? -1 : Number.parseInt(commit, 16) - 1;
}

/** Seconds since 1970. */
function timeOf(index: number): number {
  return Date.UTC(2026, 0, 1 + index) / 1000;
}

function toTrees(landings: Scenario["landings"]): readonly ReadonlyMap<string, TreeEntry>[] {
  const trees: Map<string, TreeEntry>[] = [];
  for (const changes of landings) {
    const tree = new Map(trees.at(-1));
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) tree.delete(path);
      else tree.set(path, { mode: typeof content === "string" ? "100644" : "120000", oid: blobOf(textOf(content)), path });
    }
    trees.push(tree);
  }
  return trees;
}

function textOf(content: Exclude<Content, null>): string {
  return typeof content === "string" ? content : content.link;
}

function textsOf(landings: Scenario["landings"]): ReadonlyMap<string, string> {
  const texts = landings.flatMap((changes) => Object.values(changes)).flatMap((content) => (content === null ? [] : [textOf(content)]));
  return new Map(texts.map((text) => [blobOf(text), text]));
}

function historyIn(trees: readonly ReadonlyMap<string, TreeEntry>[], path: string): FileHistory {
  const newest = (test: (before: TreeEntry | undefined, after: TreeEntry | undefined) => boolean): string | null => {
    const index = trees.findLastIndex((tree, at) => test(trees[at - 1]?.get(path), tree.get(path)));
    return index < 0 ? null : landing(index);
  };
  return {
    settled: newest((before, after) => before?.oid !== after?.oid || before?.mode !== after?.mode),
    introduced: newest((before, after) => before === undefined && after !== undefined),
  };
}
