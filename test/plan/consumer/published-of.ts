import type { Config } from "../../../src/config/config.ts";
import type { Refs, TagRef } from "../../../src/model/refs.ts";
import { DEFAULT_SETTINGS, toHeadView, type HeadView } from "../../../src/plan/consumer/head-view.ts";
import type { IndexedFlow } from "../../../src/plan/consumer/parse-index-yaml.ts";
import { toPublishedFlows } from "../../../src/plan/consumer/published-flows.ts";
import type { PublishedFlow } from "../../../src/plan/consumer/published.ts";
import { files } from "../../registry/entries.ts";

export function tagsOf(...names: readonly string[]): Refs["tags"] {
  return new Map(names.map((name, index): [string, TagRef] => [name, tagRef(index + 1)]));
}

export function tagRef(number: number): TagRef {
  const commit = number.toString(16).padStart(40, "0");
  return { object: commit, commit, annotated: false };
}

export interface Registry {
  readonly paths: readonly string[];
  readonly tags?: readonly string[];
  readonly config?: Partial<Pick<Config, "roots" | "tag" | "yanked" | "deprecated">>;
  readonly indexed?: readonly IndexedFlow[];
  readonly root?: string;
}

/** The view of a commit that holds these files. */
export function viewOf({ paths, config = {}, indexed = [], root }: Registry): HeadView {
  return toHeadView(files(...paths), { settings: { ...DEFAULT_SETTINGS, ...config }, indexed, problem: null }, root ?? null);
}

/** What a registry of these files and tags offers. */
export function publishedOf(registry: Registry): readonly PublishedFlow[] {
  const { tags = [], root = null } = registry;
  return toPublishedFlows({ refs: { tags: tagsOf(...tags) }, head: viewOf(registry), index: null, root });
}

/** Each flow as `root:name layout path: version<tag …`, short enough to compare at a glance. */
export function told(flows: readonly PublishedFlow[]): readonly string[] {
  return flows.map(({ flow, root, layout, path, versions }) => {
    const each = versions.map(({ version, tag, yanked }) => `${version}${tag === null ? "" : `<${tag.name}`}${yanked === null ? "" : "!"}`);
    return `${root ?? "-"}:${flow} ${layout} ${path ?? "gone"}: ${each.join(" ")}`;
  });
}
