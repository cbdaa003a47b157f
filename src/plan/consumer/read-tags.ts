import { rootsOf } from "../../registry/find-files.ts";
import type { Root } from "../../config/config.ts";
import type { Refs, TagRef } from "../../model/refs.ts";
import { tagFilter, tagReadings } from "../../model/tag-template.ts";
import { parseVersion } from "../../model/version.ts";
import type { HeadView } from "./head-view.ts";

/** A tag that names a version. */
export interface VersionTag {
  readonly name: string;
  readonly ref: TagRef;
  readonly version: string;
}

/** A tag that names a version of a flow. */
export interface FlowTag extends VersionTag {
  readonly root: Root;
  readonly flow: string;
}

interface Reading {
  readonly root: Root;
  readonly flow: string;
  readonly version: string;
}

/**
 * The tags that the registry's templates can have made. Where a tag can be read in several ways, those count that the newest commit
 * knows the version of, else the flow of; of all others, the one of the template that says most.
 */
export function readFlowTags({ tags }: Pick<Refs, "tags">, { settings, files }: HeadView): readonly FlowTag[] {
  const roots = rootsOf(settings).toSorted((a, b) => b.tag.length - a.tag.length);
  const mayBeOne = tagFilter(roots.map(({ tag }) => tag));
  const versions = new Set(files.map(({ root, flow, version }) => `${root}\0${flow}\0${version}`));
  const flows = new Set(files.map(({ root, flow }) => `${root}\0${flow}`));
  return [...tags].flatMap(([name, ref]): readonly FlowTag[] => {
    if (!mayBeOne(name)) return [];
    const readings = roots.flatMap((root) => tagReadings(root.tag, name).map((parts): Reading => ({ root, ...parts })));
    return choose(readings, versions, flows).map((reading) => ({ name, ref, ...reading }));
  });
}

function choose(readings: readonly Reading[], versions: ReadonlySet<string>, flows: ReadonlySet<string>): readonly Reading[] {
  const known = readings.filter(({ root, flow, version }) => versions.has(`${root.path}\0${flow}\0${version}`));
  if (known.length > 0) return known;
  const likely = readings.filter(({ root, flow }) => flows.has(`${root.path}\0${flow}`));
  return likely.length > 0 ? likely : readings.slice(0, 1);
}

/** The repository's own version tags, `v1.2.3` before `1.2.3`. */
export function readRepositoryTags({ tags }: Pick<Refs, "tags">): readonly VersionTag[] {
  const found = new Map<string, VersionTag>();
  for (const [name, ref] of tags) {
    const version = name.replace(/^v/, "");
    if (!/^\d/.test(version) || parseVersion(version) === null) continue;
    if (name !== version || !found.has(version)) found.set(version, { name, ref, version });
  }
  return [...found.values()];
}
