import type { TreeEntry } from "../../model/tree-entry.ts";
import { configuredMarks } from "../../plan/marks.ts";
import { renderChosen, type ChosenRef } from "../../plan/consumer/choose-ref.ts";
import { explain } from "../../plan/consumer/explain.ts";
import { guessFiles } from "../../plan/consumer/guess.ts";
import type { HeadView } from "../../plan/consumer/head-view.ts";
import { newestAt, type FoundAt } from "../../plan/consumer/newest-at.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import { Failure } from "../../model/failure.ts";
import { deliver } from "./deliver.ts";
import { UNMARKED, type Aim, type Job, type Marks } from "./job.ts";
import { readKnown } from "./pinned.ts";
import { flowIn, registryLabel } from "./registry-label.ts";

/** What a commit holds of the flow, by that commit's own configuration and index. */
export async function resolveAt(job: Job, chosen: ChosenRef, staleSince: string | null): Promise<ResolvedFlow> {
  const name = renderChosen(chosen);
  return deliverAt(job, name, {
    commit: chosen.commit,
    tag: chosen.kind === "tag" ? chosen : null,
    // A tag's message can tell which file is meant.
    pinned: chosen.kind === "tag" ? `refs/tags/${chosen.name}@${chosen.ref.object}` : chosen.commit,
    marks: null,
    why: whyAt(name),
    pinnedWhy: whyAt(chosen.kind === "tag" ? name : renderChosen({ kind: "commit", commit: chosen.commit })),
    staleSince,
  });
}

function whyAt(place: string): Aim["why"] {
  return ({ flow, version, kind }) => explain(flow, version, kind === "prerelease", { kind: "place", place });
}

/** The same for what was aimed at already; `name` is how the commit is called in sentences. */
export async function deliverAt(
  job: Job,
  name: string,
  aim: Aim,
  as: Pick<FoundAt, "version" | "kind"> | null = null,
): Promise<ResolvedFlow> {
  const known = await readKnown(job, aim);
  if (known !== null) return known;
  const { reader, reference, root } = job;
  const [view] = await reader.readCommits([{ commit: aim.commit, tag: aim.tag?.ref ?? null }]);
  const [entries, tagMessage] = [view?.entries ?? [], view?.tagMessage ?? null];
  // All that is needed of them at once, where the guess is right.
  await reader.readContents(guessFiles(entries, { flow: reference.flow, version: null, root, tagMessage }));
  const { found, at } = await findAt(job, { commit: aim.commit, entries, tagMessage, name });
  const marks = aim.marks ?? marksAt(at, found);
  const named = found.layout === "index" && as !== null ? as : {};
  return deliver(job, aim, { ...found, ...named, entries, marks, told: null }, null);
}

/** The flow's file at a commit. Where the commit's own files cannot be read, that is told, and what can be found without them is taken. */
export async function findAt(
  { context, reader, reference, root }: Job,
  place: { readonly commit: string; readonly entries: readonly TreeEntry[]; readonly tagMessage: string | null; readonly name: string },
): Promise<{ readonly found: FoundAt; readonly at: HeadView }> {
  const at = await reader.readView(place.commit, root);
  try {
    const names = { registry: registryLabel(reader.source), called: flowIn(reader.source, reference.flow) };
    const found = newestAt(reference.flow, { ...place, ...names, view: at, root });
    if (at.problem !== null) context.onNotice({ ...at.problem, severity: "warning" });
    return { found, at };
  } catch (error) {
    if (at.problem === null || !(error instanceof Failure)) throw error;
    throw new Failure([at.problem, ...error.problems], error);
  }
}

function marksAt({ settings }: HeadView, { flow, version, file }: FoundAt): Marks {
  if (version === null) return UNMARKED;
  const { yanked, deprecated } = configuredMarks(settings)({ flow, version, path: file.path });
  return { yanked, deprecated };
}
