import type { Config } from "../config/config.ts";
import { fetchCommits, fetchContents, withoutLazyFetch } from "../git/fetch.ts";
import type { Git } from "../git/git.ts";
import type { Repository } from "../git/open-repository.ts";
import { readIds, readObjects } from "../git/read-objects.ts";
import { applyChanges, readTree, readTreeChanges, type TreeChange } from "../git/read-tree.ts";
import type { Tagged } from "../model/plan.ts";
import { folderOf } from "../model/path.ts";
import { findWithdrawn } from "../plan/withdrawn.ts";
import { findRelevant } from "../plan/guard/relevant.ts";
import type { PullSnapshot } from "../plan/guard/snapshot.ts";
import { dependencyFolder, findDependencyFiles } from "../registry/dependency-files.ts";
import { discover } from "../registry/discover.ts";
import { findNeighbours } from "../registry/neighbours.ts";
import { isYaml } from "../registry/file-name.ts";
import { isSubmodule, type TreeEntry } from "../model/tree-entry.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";
import { locatePull, type LocatedPull, type PullQuestion } from "./locate-pull.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readReferencing } from "./read-referencing.ts";
import { rootFolders } from "./read-snapshot.ts";

export interface PullSource {
  readonly repository: Repository;
  readonly branch: OpenBranch;
  readonly config: Config;
  /** Where the repository keeps its configuration file; null: it is nowhere in it. */
  readonly configPath: string | null;
  readonly question: PullQuestion;
}

/** Reads everything that a pull request is judged by, with a number of git processes that does not grow. */
export async function readPull(source: PullSource): Promise<PullSnapshot> {
  const { repository, branch, config, configPath, question } = source;
  const folders = readFolders(config, configPath);
  // The two do not wait for each other, but what was opened is to be closed whatever becomes of the other.
  const [reading, locating] = await Promise.allSettled([
    readTree(repository.git, branch.head, folders),
    locatePull(repository, branch, question),
  ]);
  if (locating.status === "rejected") throw locating.reason;
  try {
    if (reading.status === "rejected") throw reading.reason;
    return await readSides(source, locating.value, reading.value, folders);
  } finally {
    await locating.value.close();
  }
}

async function readSides(
  { branch, config, configPath, question, repository: given }: PullSource,
  { repository: opened, base, head }: LocatedPull,
  published: readonly TreeEntry[],
  folders: readonly string[],
): Promise<PullSnapshot> {
  const differing = await readTreeChanges(head.git, base, head.tree, folders);
  // Of a branch that is behind, the other versions are not those of the base.
  const own = base === branch.head ? null : await readTree(head.git, head.tree, folders);
  const isWatched = toWatch(config, configPath);
  const changed = differing.filter((change) => isNotable(change) && isWatched(change.path));
  const paths = changed.map(({ path }) => path);
  const neighbours = findNeighbours(
    published,
    { paths, after: own ?? differing.flatMap(({ after }) => after ?? []), tags: branch.tags.keys() },
    config,
  );
  const near = neighbours.select(published);
  const registries = {
    base: discover(near, config),
    head: discover(own === null ? applyChanges(near, differing) : neighbours.select(own), config),
  };
  const relevant = findRelevant(registries, paths);
  const { repository, tagged } = await readTagged(opened, toPlaces(branch, neighbours.tags, relevant, registries.base, config));
  const wanted = toBlobs(changed, relevant, tagged);
  // What only a work tree has is known to no server.
  const fresh = head.commit === null ? toFresh(changed, published, tagged) : new Set<string>();
  await fetchContents(
    repository,
    wanted.filter((blob) => !fresh.has(blob)),
  );
  const notable = differing.filter(isNotable);
  const references = await readReferencing(
    repository,
    config,
    { commit: branch.head, entries: published },
    notable.map(({ path }) => path),
  );
  const referenced = new Set(references.flatMap(({ files }) => files));
  const [contents, schemas] = await readAll(head, branch.head, wanted, schemaPaths(config));
  return {
    branch: branch.branch,
    remote: question.kind === "work-tree" || !branch.published ? null : (given.remote?.name ?? null),
    base: { commit: branch.head, registry: registries.base },
    head: { commit: head.commit, registry: registries.head },
    config,
    configPath,
    references,
    changed: notable
      .filter(({ path }) => isWatched(path) || referenced.has(path))
      .map(({ path, before, after }) => ({ path, before: before?.oid ?? null, after: after?.oid ?? null })),
    tagged,
    contents,
    schemas,
    dependencies: toDependencies(config, () => own ?? applyChanges(published, differing)),
  };
}

/** What of a work tree is looked at, as pathspecs: all that {@link readPull} reads of a head. */
export function toPathspecs(config: Config, configPath: string | null): readonly string[] {
  const folders = readFolders(config, configPath);
  const everywhere = [":(top,glob)**/*.yml", ":(top,glob)**/*.yaml"];
  const inside = folders.length === 0 ? everywhere : folders.map((folder) => `:(top,literal)${folder}`);
  return [...inside, ...[configPath ?? [], schemaPaths(config)].flat().map((path) => `:(top,literal)${path}`)];
}

/** Folders that trees are read of; none is the whole repository. */
function readFolders(config: Config, configPath: string | null): readonly string[] {
  const roots = rootFolders(config);
  const { prompts, responseSchemas } = config.guard;
  const others = [prompts, responseSchemas].filter((template) => template !== null).map(dependencyFolder);
  if (roots.length === 0 || roots.length < (config.roots ?? []).length || others.includes("")) return [];
  return [...new Set([...roots, configPath ?? [], ...others].flat())];
}

/** Below the roots, or the configuration file; without roots, what may be a flow. */
function toWatch(config: Config, configPath: string | null): (path: string) => boolean {
  const roots = (config.roots ?? []).map(({ path }) => (path === "" ? "" : `${path}/`));
  return (path) => path === configPath || (config.roots === null ? isYaml(path) : roots.some((root) => path.startsWith(root)));
}

function schemaPaths({ guard }: Config): readonly string[] {
  const sources = [guard.schema, ...[...guard.roots.values()].map(({ schema }) => schema)].filter((source) => source !== null);
  return [...new Set(sources.flatMap((source) => (source.kind === "one" ? [source.path] : [...source.paths.values()])))];
}

/** A place that a tag may hold a version file at. */
interface TaggedPlace {
  readonly tag: string;
  readonly commit: string;
  readonly path: string;
  /** There is a version file, so that the tag counts whatever it holds. */
  readonly certain: boolean;
}

/** Where existing tags hold versions of the flows that changed, those without a file any more included. */
function toPlaces(
  { tags }: OpenBranch,
  likely: readonly string[],
  files: readonly VersionFile[],
  registry: Registry,
  config: Config,
): readonly TaggedPlace[] {
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  const named = likely.flatMap((tag) => {
    const ref = tags.get(tag);
    return ref === undefined ? [] : [[tag, ref] as const];
  });
  const gone = findWithdrawn(named, registry, config).filter(({ path }) => folders.has(folderOf(path)));
  const here = files.flatMap(({ tag, path }) => {
    const ref = tag === null ? undefined : tags.get(tag);
    return tag === null || ref === undefined ? [] : [{ tag, commit: ref.commit, path, certain: true }];
  });
  return [...here, ...gone.map(({ tag, commit, path }) => ({ tag, commit, path, certain: false }))];
}

interface ReadTags {
  readonly repository: Repository;
  readonly tagged: ReadonlyMap<string, Tagged>;
}

async function readTagged(given: Repository, places: readonly TaggedPlace[]): Promise<ReadTags> {
  const commits = places.map(({ commit }) => commit);
  const names = [...commits.map((commit) => `${commit}^{commit}`), ...places.map(({ commit, path }) => `${commit}:${path}`)];
  const known = await readIds(withoutLazyFetch(given.git), names);
  const missing = commits.filter((_, index) => known[index] === null);
  const repository = missing.length === 0 ? given : await fetchCommits(given, missing);
  // Folders may be missing too.
  const ids = missing.length > 0 || given.partial ? await readIds(repository.git, names) : known;
  const tagged = new Map<string, Tagged>();
  for (const [index, { tag, commit, certain }] of places.entries()) {
    const blob = ids[commits.length + index] ?? null;
    // What is published comes first; another file that renders to the same tag never takes its place.
    if (tagged.get(tag)?.blob == null && (certain || blob !== null)) tagged.set(tag, { commit, blob });
  }
  return { repository, tagged };
}

/** Another content, or the same as another kind of thing: a link is no file. Who may execute it changes nothing. */
function isNotable({ before, after }: TreeChange): boolean {
  return before?.oid !== after?.oid || before?.mode.slice(0, 2) !== after?.mode.slice(0, 2);
}

/** Every content that may be compared, each once. */
function toBlobs(changed: readonly TreeChange[], relevant: readonly VersionFile[], tagged: ReadonlyMap<string, Tagged>): readonly string[] {
  const entries = changed.flatMap(({ path, before, after }) => (isYaml(path) ? [before, after] : []));
  const files = entries.flatMap((entry) => (entry === null || isSubmodule(entry) ? [] : [entry.oid]));
  const others = relevant.filter(({ regular }) => regular).map(({ blob }) => blob);
  const atTags = [...tagged.values()].flatMap(({ blob }) => blob ?? []);
  return [...new Set([...files, ...others, ...atTags])];
}

type Contents = readonly [ReadonlyMap<string, Buffer>, ReadonlyMap<string, string | null>];

/** Files by blob id, and schemas by path as the base has them; one that only the head has is left out: it is not to be trusted yet. */
async function readAll(
  { git, tree }: LocatedPull["head"],
  tip: string,
  blobs: readonly string[],
  paths: readonly string[],
): Promise<Contents> {
  const sides = [tip, tree];
  const objects = await readBlobs(git, [...blobs, ...sides.flatMap((side) => paths.map((path) => `${side}:${path}`))]);
  const contents = new Map(blobs.flatMap((blob) => toEntry(blob, objects.get(blob) ?? null)));
  const schemas = paths.flatMap((path) => {
    const [own, brought] = sides.map((side) => objects.get(`${side}:${path}`));
    return own === undefined && brought !== undefined ? [] : [[path, own?.toString("utf8") ?? null] as const];
  });
  return [contents, new Map(schemas)];
}

/** Blobs that no commit has. */
function toFresh(
  changed: readonly TreeChange[],
  published: readonly TreeEntry[],
  tagged: ReadonlyMap<string, Tagged>,
): ReadonlySet<string> {
  const fresh = new Set(changed.flatMap(({ after }) => after?.oid ?? []));
  for (const { oid } of published) fresh.delete(oid);
  for (const { before } of changed) if (before !== null) fresh.delete(before.oid);
  for (const { blob } of tagged.values()) if (blob !== null) fresh.delete(blob);
  return fresh;
}

async function readBlobs(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const objects = await readObjects(git, names);
  return new Map(names.flatMap((name, index) => toEntry(name, objects[index]?.type === "blob" ? objects[index].content : null)));
}

function toEntry(name: string, content: Buffer | null): readonly (readonly [string, Buffer])[] {
  return content === null ? [] : [[name, content]];
}

function toDependencies({ guard }: Config, entriesOf: () => readonly TreeEntry[]): PullSnapshot["dependencies"] {
  const find = (kind: "prompt" | "schema", template: string | null): ReadonlyMap<string, readonly string[]> | null => {
    if (template === null) return null;
    const found = findDependencyFiles(
      entriesOf().map(({ path }) => path),
      template,
    );
    return new Map([...found].map(([id, versions]) => [`${kind}:${id}`, versions]));
  };
  return { prompts: find("prompt", guard.prompts), schemas: find("schema", guard.responseSchemas) };
}
