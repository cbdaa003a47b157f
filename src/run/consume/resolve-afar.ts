import { Failure } from "../../model/failure.ts";
import { toWarning, type Problem } from "../../model/problem.ts";
import { chooseRef, type ChosenRef } from "../../plan/consumer/choose-ref.ts";
import { explain, explainAlone } from "../../plan/consumer/explain.ts";
import { isCalled } from "../../plan/consumer/find-flow.ts";
import { guessFiles, guessTag } from "../../plan/consumer/guess.ts";
import { readFlowTags, readRepositoryTags } from "../../plan/consumer/read-tags.ts";
import { selectVersion, type Selected, type WantedVersion } from "../../plan/consumer/select-version.ts";
import type { Ref } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { Aim, Job } from "./job.ts";
import { pinnedText, toAnswerKey } from "./pinned.ts";
import { flowIn, registryLabel } from "./registry-label.ts";
import type { Overview } from "./registry-reader.ts";
import { resolveAt } from "./resolve-at.ts";
import { resolveTagged } from "./resolve-tagged.ts";
import { resolveHead, resolveRepositoryTag } from "./resolve-untagged.ts";

/** What a reference means in a repository afar, asked in as few requests as can be. */
export async function resolveAfar(job: Job): Promise<ResolvedFlow> {
  const { ref } = job.reference;
  switch (ref.kind) {
    case "default":
    case "version":
    case "range":
      return resolveByVersion(job, ref);
    case "commit":
      if (pinnedText(ref) === null) return resolveByName(job, ref);
      return resolveAt(job, { kind: "commit", commit: ref.digits }, null);
    case "name":
    case "full":
      return resolveByName(job, ref);
  }
}

async function resolveByVersion(job: Job, wanted: WantedVersion): Promise<ResolvedFlow> {
  const { reader, reference, options, root } = job;
  const { refs, staleSince } = await reader.readRefs();
  // Nothing has to be guessed where it is known; and without the network, what cannot be read may not be needed after all.
  if (staleSince === null && !(await reader.knowsHead(root))) {
    const guess = guessTag(refs, reference.flow, wanted, options.prerelease);
    const isKnown = guess !== null && (await isAnswered(job, guess.version, guess.tag.ref.commit));
    const wants = guess === null || isKnown ? [] : [{ commit: guess.tag.ref.commit, tag: guess.tag.ref }];
    const guessed = { flow: reference.flow, version: guess?.version ?? null, root };
    await reader.warm(wants, ({ entries, tagMessage }) => guessFiles(entries, { ...guessed, tagMessage }), root);
  }
  const overview = await reader.readOverview(root);
  const selected = select(job, overview, wanted);
  switch (selected.kind) {
    case "tag":
      return resolveTagged(job, overview, selected, { pinned: selected.version.version, ...whyTagged(selected, wanted) });
    case "head":
      return resolveHead(job, overview, selected, wanted);
    case "repository":
      return resolveRepositoryTag(job, overview, selected, wanted);
  }
}

/** Where the registry's own files cannot be read, only what a tag names is certain. */
function select(job: Job, { refs, head: { problem, settings }, flows }: Overview, wanted: WantedVersion): Selected {
  const { reader, reference, options } = job;
  if (problem !== null && wanted.kind !== "version") throw new Failure([problem]);
  const { source } = reader;
  const names = { name: reference.flow, registry: registryLabel(source), called: flowIn(source, reference.flow) };
  const question = { ...names, wanted, prerelease: options.prerelease, words: settings.prerelease };
  try {
    const selected = selectVersion(flows, readRepositoryTags(refs), question);
    if (problem !== null) tellProblem(job, problem);
    return selected;
  } catch (error) {
    if (problem === null || !(error instanceof Failure)) throw error;
    throw new Failure([problem, ...error.problems], error);
  }
}

async function resolveByName(job: Job, ref: Extract<Ref, { kind: "commit" | "name" | "full" }>): Promise<ResolvedFlow> {
  const { reader, reference, root } = job;
  const { refs, staleSince } = await reader.readRefs();
  const commits = ref.kind === "commit" ? await reader.findCommits(ref.digits) : [];
  const chosen = chooseRef(refs, ref, commits, { registry: registryLabel(reader.source), called: flowIn(reader.source, reference.flow) });
  if (chosen.kind !== "tag") return resolveAt(job, chosen, staleSince);
  if (staleSince === null) {
    const wants = [{ commit: chosen.commit, tag: chosen.ref }];
    const guessed = { flow: reference.flow, version: null, root };
    await reader.warm(wants, ({ entries, tagMessage }) => guessFiles(entries, { ...guessed, tagMessage }), root);
  }
  const overview = await reader.readOverview(root);
  if (overview.head.problem !== null) tellProblem(job, overview.head.problem);
  const own = overview.flows
    .filter((flow) => isCalled(flow, reference.flow))
    .flatMap((flow) =>
      flow.versions.flatMap((version) => (version.tag?.name === chosen.name ? [{ flow, version, tag: version.tag, alone: null }] : [])),
    );
  const [one, ...others] = own;
  if (one === undefined) {
    tellForeign(job, overview, chosen);
    return resolveAt(job, chosen, staleSince);
  }
  // Of two roots that may have made the tag, its message or its tree decides.
  const flow = others.length === 0 ? one.flow : { ...one.flow, path: null };
  // Not by the version: another root may have one of that number.
  const pinned = `refs/tags/${chosen.name}@${chosen.ref.object}`;
  return resolveTagged(job, overview, { ...one, flow }, { pinned, ...whyTagged(one, { kind: "version", version: one.version.version }) });
}

function whyTagged(
  { flow, version, tag, alone }: Omit<Extract<Selected, { kind: "tag" }>, "kind">,
  wanted: WantedVersion,
): Pick<Aim, "why" | "pinnedWhy"> {
  const whyFor = (ref: WantedVersion) => () =>
    explainAlone(explain(flow.flow, version.version, version.kind !== "stable", { kind: "tag", tag: tag.name, wanted: ref }), alone);
  return { why: whyFor(wanted), pinnedWhy: whyFor({ kind: "version", version: version.version }) };
}

async function isAnswered({ context: { cache }, reader, reference, root }: Job, version: string, commit: string): Promise<boolean> {
  const answer = await cache.readAnswer(toAnswerKey(reader.source, reference.flow, version, root));
  return answer?.commit === commit;
}

/** A tag of the templates that is no version of the flow: what its commit holds of this one is easily taken for that version. */
function tellForeign({ context, reader, reference }: Job, { head }: Overview, { name, ref }: Extract<ChosenRef, { kind: "tag" }>): void {
  const [reading] = readFlowTags({ tags: new Map([[name, ref]]) }, head);
  const isOurs = reading !== undefined && head.files.some(({ root, flow }) => root === reading.root.path && flow === reading.flow);
  const outside = head.elsewhere.includes(name);
  if (reading === undefined || (!isOurs && !outside)) return;
  const { flow, root, version } = reading;
  const place = outside ? "outside of the root" : root.path === "" ? "" : `in the root ${root.path}`;
  const whose = `${flow} ${version}${place === "" ? "" : `, ${place}`}`;
  const fix = `For a version of its own look at \`flow-tagbot versions ${flowIn(reader.source, reference.flow)}\`.`;
  context.onNotice(
    toWarning("ref-ambiguous", `The tag ${name} is that of ${whose}; taken is what its commit holds of ${reference.flow}.`, fix),
  );
}

function tellProblem({ context }: Job, problem: Problem): void {
  context.onNotice({ ...problem, severity: "warning" });
}
