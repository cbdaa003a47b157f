import { compareBuild } from "semver";
import { configuredMarks } from "../marks.ts";
import type { RegistryIndex } from "../index-schema.ts";
import { compareText } from "../../model/compare-text.ts";
import type { Refs } from "../../model/refs.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import { parseVersion, versionKind } from "../../model/version.ts";
import type { HeadFile, HeadView } from "./head-view.ts";
import type { IndexedFlow } from "./parse-index-yaml.ts";
import type { PublishedFlow, PublishedVersion } from "./published.ts";
import { readFlowTags, readRepositoryTags, type FlowTag, type VersionTag } from "./read-tags.ts";

export interface Gathered {
  readonly refs: Pick<Refs, "tags">;
  /** Of the newest commit of the default branch. */
  readonly head: HeadView;
  /** The registry's `index.json`; null where there is none, or none can be read. */
  readonly index: RegistryIndex | null;
  /** The one root to look in; null: all. */
  readonly root: string | null;
}

type ToVersion = (flow: string, version: string, tag: VersionTag | null, path: string) => PublishedVersion;

/** What a registry offers, by name, then by root and folder. */
export function toPublishedFlows({ refs, head, index, root }: Gathered): readonly PublishedFlow[] {
  const toVersion = versionMaker(head, index);
  const rooted = head.settings.roots !== null;
  const tagged = Map.groupBy(readFlowTags(refs, head), (tag) => `${tag.root.path}\0${tag.flow}`);
  const folders = Map.groupBy(head.files, ({ path }) => folderOf(path));
  const outside = new Set(head.elsewhere);
  const placed = placeTags(head.files, outside, tagged);
  const present = [...folders].map(([folder, files]) => fromFiles(folder, files, placed, toVersion, rooted));
  const names = new Set(head.files.map(({ root: path, flow }) => `${path}\0${flow}`));
  const flows = new Set(head.files.map(({ flow }) => flow));
  const repositoryTags = readRepositoryTags(refs);
  const taggedFlows = Map.groupBy([...tagged.values()].flat(), ({ flow }) => flow);
  const indexed = head.indexed
    .filter(({ flow }) => !flows.has(flow))
    .map((entry) => fromIndex(entry, taggedFlows.get(entry.flow) ?? [], repositoryTags, toVersion));
  const indexedNames = new Set(indexed.map(({ flow }) => flow));
  const gone = [...tagged]
    .filter(([key, [first]]) => !names.has(key) && !indexedNames.has(first?.flow ?? ""))
    .filter(([, tags]) => !tags.some(({ name }) => outside.has(name)))
    .map(([, tags]) => fromTags(tags, toVersion, rooted));
  const descriptions = new Map(head.indexed.map(({ flow, description }) => [flow, description]));
  return [...present.map((flow) => ({ ...flow, description: descriptions.get(flow.flow) ?? null })), ...indexed, ...gone]
    .filter((flow) => root === null || (flow.layout === "index" ? liesIn(flow.path ?? "", root) : (flow.root ?? "") === root))
    .toSorted((a, b) => compareText(a.flow, b.flow) || compareText(a.root ?? "", b.root ?? "") || compareText(a.path ?? "", b.path ?? ""));
}

function fromFiles(folder: string, files: readonly HeadFile[], tagsOf: TagsOf, toVersion: ToVersion, rooted: boolean): PublishedFlow {
  const [first] = files;
  const [root, flow] = [first?.root ?? "", first?.flow ?? ""];
  const tags = tagsOf(root, flow, files);
  const versions =
    tags.length > 0
      ? tags.map((tag) => toVersion(flow, tag.version, tag, `${folder}/${tag.version}.yml`))
      : [...new Map(files.map((file) => [file.version, file])).values()].map(({ version, path }) => toVersion(flow, version, null, path));
  return { ...base(flow, rooted ? root : null), layout: "versions", path: folder, tagged: tags.length > 0, versions: sort(versions) };
}

type TagsOf = (root: string, flow: string, files: readonly HeadFile[]) => readonly FlowTag[];

/** Two folders of one name share no version that only one of them has, and none has one of a folder outside of the root that was asked for. */
function placeTags(all: readonly HeadFile[], outside: ReadonlySet<string>, tagged: ReadonlyMap<string, readonly FlowTag[]>): TagsOf {
  const keyOf = ({ root, flow }: Pick<HeadFile, "root" | "flow">): string => `${root}\0${flow}`;
  const versions = new Map([...Map.groupBy(all, keyOf)].map(([key, files]) => [key, new Set(files.map(({ version }) => version))]));
  return (root, flow, files) => {
    const key = keyOf({ root, flow });
    const own = new Set(files.map(({ version }) => version));
    return (tagged.get(key) ?? []).filter(
      ({ name, version }) => own.has(version) || (versions.get(key)?.has(version) !== true && !outside.has(name)),
    );
  };
}

function fromIndex(
  { flow, description, path }: IndexedFlow,
  own: readonly FlowTag[],
  repositoryTags: readonly VersionTag[],
  toVersion: ToVersion,
): PublishedFlow {
  const named = new Set(own.map(({ version }) => version));
  const all = [...own, ...repositoryTags.filter(({ version }) => !named.has(version))];
  const versions = sort(all.map((tag) => toVersion(flow, tag.version, tag, path)));
  return { ...base(flow, null), layout: "index", path, description, tagged: versions.length > 0, versions };
}

/** A flow that only tags tell of. */
function fromTags(tags: readonly FlowTag[], toVersion: ToVersion, rooted: boolean): PublishedFlow {
  const [first] = tags;
  const [root, flow] = [first?.root.path ?? "", first?.flow ?? ""];
  const folder = root === "" ? flow : `${root}/${flow}`;
  const versions = tags.map((tag) => toVersion(flow, tag.version, tag, `${folder}/${tag.version}.yml`));
  return { ...base(flow, rooted ? root : null), layout: "versions", path: null, tagged: true, versions: sort(versions) };
}

function base(flow: string, root: string | null): Pick<PublishedFlow, "flow" | "root" | "description"> {
  return { flow, root, description: null };
}

function versionMaker({ settings }: HeadView, index: RegistryIndex | null): ToVersion {
  const marksOf = configuredMarks(settings);
  const indexed = new Map(index?.flows.flatMap(({ versions }) => versions.map((version) => [version.tag, version] as const)));
  return (flow, version, tag, path) => {
    const semver = parseVersion(version);
    if (semver === null) throw new Error(`${version} was read as a version and is none`);
    const { yanked, deprecated } = marksOf({ flow, version, path });
    // The index knows of marks that a later configuration left out: whoever was warned once stays warned.
    const known = tag === null ? undefined : indexed.get(tag.name);
    return {
      version,
      semver,
      kind: versionKind(semver, settings.prerelease),
      tag: tag === null ? null : { name: tag.name, ref: tag.ref },
      yanked: yanked ?? known?.yanked ?? null,
      deprecated: deprecated ?? known?.deprecated ?? null,
    };
  };
}

function sort(versions: readonly PublishedVersion[]): readonly PublishedVersion[] {
  return versions.toSorted((a, b) => compareBuild(a.semver, b.semver));
}
