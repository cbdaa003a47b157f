import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { explain } from "../../plan/consumer/explain.ts";
import { findFlow } from "../../plan/consumer/find-flow.ts";
import type { HeadView } from "../../plan/consumer/head-view.ts";
import { checkFile } from "../../plan/consumer/locate-file.ts";
import { findEntry, findHeadFile } from "../../plan/consumer/newest-at.ts";
import { selectVersion } from "../../plan/consumer/select-version.ts";
import type { FlowReference } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext } from "./context.ts";
import { folderProblem, noCommits } from "./folder-reader.ts";
import { UNMARKED } from "./job.ts";
import { toResolved } from "./pinned.ts";
import { readFlow } from "./read-flow.ts";
import { flowIn, registryLabel } from "./registry-label.ts";
import type { RegistryReader } from "./registry-reader.ts";
import { rootAt } from "./resolve-tagged.ts";

/** What a reference means in a folder: its files as they are now. `ref-on-path` for anything after `#`. */
export async function resolveInFolder(
  context: ConsumerContext,
  reader: RegistryReader,
  { flow: name, ref }: FlowReference,
  text: string,
  root: string | null,
): Promise<ResolvedFlow> {
  const { source } = reader;
  const { head, flows } = await reader.readOverview(root);
  if (ref.kind !== "default") throw noCommits(source, fileOf(head, name, ref.kind === "version" ? ref.version : null));
  if (head.problem !== null) throw new Failure([folderProblem(head.problem)]);
  const names = { name, registry: registryLabel(source), called: flowIn(source, name) };
  findFlow(flows, name, names.registry);
  const selected = selectVersion(flows, [], { ...names, wanted: ref, prerelease: false, words: head.settings.prerelease });
  if (selected.kind !== "head") throw new Error("a folder has no tags");
  const { flow, version } = selected;
  const entries = await reader.readTree(null);
  const place = `the folder ${source.url}`;
  const file =
    version === null
      ? checkFile(findEntry(entries, flow.path ?? "", place), place)
      : findHeadFile({ view: head, entries, name: place }, flow, version.version);
  const target = { flow: flow.flow, layout: flow.layout, root: rootAt(head, file.path), file, entries };
  const kind = { version: version?.version ?? null, kind: version?.kind ?? null };
  const { facts } = await readFlow(reader, "", { ...target, ...kind }, null);
  const files = await Promise.all(facts.files.map(async (one) => ({ ...one, executable: await isExecutable(join(source.url, one.path)) })));
  const isPrerelease = version?.kind === "prerelease";
  const why = explain(flow.flow, kind.version, isPrerelease, { kind: "place", place });
  const marks = version === null ? UNMARKED : { yanked: version.yanked, deprecated: version.deprecated };
  const answer = { ...facts, ...marks, why, at: "" };
  const resolved = toResolved(
    context,
    source,
    answer,
    { facts: { ...facts, files }, folder: source.url },
    { reference: text, staleSince: null, cached: false },
  );
  return { ...resolved, commit: null };
}

/** The file of a version of the flow, else that of its last one. */
function fileOf({ files }: HeadView, name: string, version: string | null): string | null {
  const own = files.filter(({ flow }) => flow === name);
  return (own.find((file) => file.version === version) ?? own.at(-1))?.path ?? null;
}

export async function isExecutable(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o111) !== 0;
}
