import { readFile } from "node:fs/promises";
import type { FlowSummary } from "../../changes/summary.ts";
import { failure, Failure } from "../../model/failure.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import { renderCommand } from "../../model/quote.ts";
import type { FlowCard, FlowCards, FlowInput, Shown } from "../../plan/consumer/flow-card.ts";
import { toOffering, type Offering } from "../../plan/consumer/offer.ts";
import type { PublishedFlow } from "../../plan/consumer/published.ts";
import { inReference } from "../../resolve/at-column.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import type { FlowReference } from "../../resolve/reference.ts";
import { renderReference, toPinnedRef } from "../../resolve/render-reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { findSource } from "./find-source.ts";
import { readOrigin } from "./list-registry.ts";
import { openRegistry } from "./open-registry.ts";
import { readDescriptions, summarise } from "./read-descriptions.ts";
import type { RegistryReader } from "./registry-reader.ts";
import { resolveIn } from "./resolve-reference.ts";

/** All versions of one flow, of each root that holds it. Fails with `reference-invalid` for a reference that chooses one of them. */
export async function listVersions(
  context: ConsumerContext,
  text: string,
  options: Pick<ResolveOptions, "offline" | "allowStale" | "root">,
): Promise<Offering> {
  const reference = parseFlow(text);
  if (reference.ref.kind !== "default")
    throw failure(
      "reference-invalid",
      `${JSON.stringify(text)} names one version, and all of them are listed.`,
      `Leave out what follows the name, or look at that version with: ${renderCommand(["flow-tagbot", "show", text])}`,
    );
  return inReference(text, async () => {
    const reader = openRegistry(context, findSource(context, reference.registry, options.root), options);
    const flows = await readFlowsOf(context, reader, reference, text, { ...options, prerelease: true, allowDrift: false });
    return toOffering(await readOrigin(context, reader), flows, new Map());
  });
}

/** One flow of a registry, with the version that the reference means; of each root that holds it. */
export function showFlow(context: ConsumerContext, text: string, options: ResolveOptions): Promise<FlowCards> {
  return inReference(text, () => show(context, text, options));
}

async function show(context: ConsumerContext, text: string, options: ResolveOptions): Promise<FlowCards> {
  const reference = parseFlow(text);
  const reader = openRegistry(context, findSource(context, reference.registry, options.root), options);
  const named = await readFlowsOf(context, reader, reference, text, options);
  const flows = await chooseFlows(context, reader, reference, text, { flows: named, options });
  const origin = await readOrigin(context, reader);
  const [several, rooted] = [flows.length > 1, named.length > 1 || reader.source.root !== null];
  const found: { readonly flow: PublishedFlow; readonly shown: Shown; readonly description: string | null }[] = [];
  // One after another: the entry of one may hold what the next one needs.
  for (const flow of flows)
    found.push({ flow, ...(await tryShowing(context, reader, { reference, text, flow, several, rooted }, options)) });
  const described = found.map(({ flow, description }) => ({ ...flow, description: flow.description ?? description }));
  const offer = toOffering(origin, described, await readDescriptions(context, reader, origin.commit, described));
  return { origin, cards: offer.flows.map((flow): FlowCard => ({ flow, shown: shownOf(found, flow) })) };
}

interface Asked {
  readonly reference: FlowReference;
  readonly text: string;
  readonly flow: PublishedFlow;
  /** Flows of other roots are shown too. */
  readonly several: boolean;
  /** Other roots hold a flow of the name too, or may do so. */
  readonly rooted: boolean;
}

function shownOf(found: readonly { readonly flow: PublishedFlow; readonly shown: Shown }[], { root, path }: PublishedFlow): Shown {
  const shown = found.find(({ flow }) => flow.root === root && flow.path === path)?.shown;
  if (shown === undefined) throw new TypeError(`no version was looked for in ${root}`);
  return shown;
}

function parseFlow(text: string): FlowReference {
  // A file of that name here is not meant: what is asked about is in a registry.
  const reference = parseReference(text, () => false);
  if (reference.kind === "flow") return reference;
  throw failure(
    "reference-invalid",
    `${JSON.stringify(text)} is a file, and only flows of a registry have versions.`,
    "Name a flow, such as code_review or code_review@team. flow-tagbot list shows those that there are.",
  );
}

/** The flows of that name; one that only a branch or a commit holds is made of what is found there. */
async function readFlowsOf(
  context: ConsumerContext,
  reader: RegistryReader,
  reference: FlowReference,
  text: string,
  options: ResolveOptions,
): Promise<readonly PublishedFlow[]> {
  const flows = (await reader.readFlows()).filter(({ flow }) => flow === reference.flow);
  if (flows.length > 0) return flows;
  // Fails with what there is instead, if nothing is there.
  const { flow, root, path, version } = await resolveIn(context, reader, reference, text, options);
  return [
    {
      flow,
      root,
      layout: version === null ? "index" : "versions",
      path: version === null ? path : folderOf(path),
      description: null,
      tagged: false,
      versions: [],
    },
  ];
}

/** A reference that chooses a version may mean one root's alone; then only that flow is shown. */
async function chooseFlows(
  context: ConsumerContext,
  reader: RegistryReader,
  reference: FlowReference,
  text: string,
  { flows, options }: { readonly flows: readonly PublishedFlow[]; readonly options: ResolveOptions },
): Promise<readonly PublishedFlow[]> {
  if (flows.length < 2 || reference.ref.kind === "default") return flows;
  try {
    const { path } = await resolveIn(context, reader, reference, text, options);
    const own = flows.filter((flow) => flow.path !== null && liesIn(path, flow.path));
    return own.length > 0 ? own : flows.slice(0, 1);
  } catch (error) {
    if (error instanceof Failure && error.code === "flow-ambiguous") return flows;
    throw error;
  }
}

async function tryShowing(
  context: ConsumerContext,
  reader: RegistryReader,
  asked: Asked,
  options: ResolveOptions,
): Promise<{ readonly shown: Shown; readonly description: string | null }> {
  const { reference, text, flow, several } = asked;
  try {
    const resolved = await resolveIn(context, reader, reference, text, {
      ...options,
      root: several ? (flow.root ?? folderOf(flow.path ?? flow.flow)) : options.root,
    });
    const summary = summarise(await readFile(resolved.file));
    const shown: Shown = { kind: "resolved", resolved, pin: toPin(asked, resolved), inputs: toInputs(summary) };
    return { shown, description: summary?.description ?? null };
  } catch (error) {
    if (!(error instanceof Failure) || !isSayable(error.code, asked)) throw error;
    return { shown: { kind: "unresolved", problem: error.problems[0] }, description: null };
  }
}

/** Versions are worth a look where none of them is stable, or none can be read now. What a person asked for by name is another thing. */
function isSayable(code: string, { reference, several }: Asked): boolean {
  return several ? SAYABLE.has(code) || code === "flow-ambiguous" : SAYABLE.has(code) && reference.ref.kind === "default";
}

const SAYABLE: ReadonlySet<string> = new Set(["range-unsatisfied", "offline-missing", "version-file-missing"]);

/** Where another root holds the flow too, the version's number would not say which is meant, and its tag does. */
function toPin({ reference: { flow, registry }, rooted }: Asked, resolved: ResolvedFlow): string | null {
  const ref = toPinnedRef(resolved, rooted);
  return ref === null ? null : renderReference({ kind: "flow", flow, registry, ref });
}

function toInputs(summary: FlowSummary | null): readonly FlowInput[] {
  // What no known format says is a guess.
  return summary === null || summary.profile === "generic" ? [] : summary.inputs;
}
