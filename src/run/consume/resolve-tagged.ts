import type { HeadView } from "../../plan/consumer/head-view.ts";
import { locateFile } from "../../plan/consumer/locate-file.ts";
import type { FoundAt } from "../../plan/consumer/newest-at.ts";
import type { Selected } from "../../plan/consumer/select-version.ts";
import { findRoot } from "../../registry/find-files.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import { deliver } from "./deliver.ts";
import type { Aim, Job } from "./job.ts";
import { readKnown } from "./pinned.ts";
import type { Overview } from "./registry-reader.ts";
import { findAt } from "./resolve-at.ts";

/** A version that a tag names. */
export async function resolveTagged(
  job: Job,
  overview: Overview,
  { flow, version, tag }: Pick<Extract<Selected, { kind: "tag" }>, "flow" | "version" | "tag">,
  { pinned, why, pinnedWhy }: Pick<Aim, "pinned" | "why" | "pinnedWhy">,
): Promise<ResolvedFlow> {
  const { commit } = tag.ref;
  const marks = { yanked: version.yanked, deprecated: version.deprecated };
  const aim: Aim = { commit, tag, pinned, why, pinnedWhy, marks, staleSince: overview.staleSince };
  const known = await readKnown(job, aim);
  if (known !== null) return known;
  const [view] = await job.reader.readCommits([{ commit, tag: tag.ref }]);
  const [entries, tagMessage] = [view?.entries ?? [], view?.tagMessage ?? null];
  const place = `the tag ${tag.name}`;
  const { settings } = overview.head;
  const wanted = { flow: flow.flow, version: version.version, root: job.root, folder: flow.path, tagMessage, place };
  const file =
    flow.layout === "versions"
      ? locateFile(entries, wanted, settings)
      : (await findAt(job, { commit, entries, tagMessage: null, name: place })).found.file;
  const found: FoundAt = { ...version, flow: flow.flow, layout: flow.layout, root: rootAt(overview.head, file.path), file };
  return deliver(job, aim, { ...found, entries, marks, told: { tag: tag.name, message: tagMessage } }, overview.index);
}

/** Path of the root that a file lies in; null in a registry without roots. */
export function rootAt({ settings: { roots } }: Pick<HeadView, "settings">, path: string): string | null {
  return roots === null ? null : (findRoot(roots, path)?.path ?? null);
}
