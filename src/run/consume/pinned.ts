import { join } from "node:path";
import { isObjectId } from "../../model/object-id.ts";
import { toWarning } from "../../model/problem.ts";
import type { Answer, AnswerKey, Entry } from "../../resolve/cache.ts";
import type { FlowReference, Ref } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext } from "./context.ts";
import type { Aim, Job } from "./job.ts";
import { flowIn } from "./registry-label.ts";

/** The ref, if it means the same for ever: as the text that its answer is remembered by. */
export function pinnedText(ref: Ref): string | null {
  if (ref.kind === "version") return ref.version;
  return ref.kind === "commit" && isObjectId(ref.digits) ? ref.digits : null;
}

/** The question that is remembered for a pinned text of a flow, as it was named. */
export function toAnswerKey({ id, url }: RegistrySource, flow: string, ref: string, root: string | null): AnswerKey {
  return { registry: { id, url }, flow, ref, root, prerelease: false };
}

/** The answer to a pinned reference and its files, if both are in the cache: no network is needed then. */
export async function readPinned(
  { cache }: Pick<ConsumerContext, "cache">,
  source: RegistrySource,
  { flow, ref }: Pick<FlowReference, "flow" | "ref">,
  root: string | null,
): Promise<{ readonly answer: Answer; readonly entry: Entry } | null> {
  const text = pinnedText(ref);
  const answer = text === null ? null : await cache.readAnswer(toAnswerKey(source, flow, text, root));
  if (answer === null) return null;
  const entry = await cache.readEntry({ registry: { id: source.id, url: source.url }, commit: answer.commit, path: answer.path });
  return entry === null ? null : { answer, entry };
}

/** How a flow was asked for, and how fresh the answer is. */
export type Asked = Pick<ResolvedFlow, "reference" | "staleSince" | "cached">;

/** A resolved flow, with a notice where its version is marked. */
export function toResolved(
  { onNotice }: Pick<ConsumerContext, "onNotice">,
  source: RegistrySource,
  answer: Answer,
  { facts, folder }: Entry,
  { reference, staleSince, cached }: Asked,
): ResolvedFlow {
  const { name, type, url } = source;
  const { flow, version, kind, tag, root, commit, why, yanked, deprecated } = answer;
  if (yanked !== null) {
    const message = `${flow} ${version ?? ""} was yanked: ${yanked.reason}`;
    onNotice(toWarning("version-yanked", message, `Take another one: \`flow-tagbot versions ${flowIn(source, flow)}\` shows them.`));
  }
  if (deprecated !== null) {
    const { reason, use, since } = deprecated;
    const message = `${flow} ${version ?? ""} is deprecated${since === null ? "" : ` since ${since}`}${reason === null ? "." : `: ${reason}`}`;
    onNotice(toWarning("version-deprecated", message, use === null ? "Look for a successor." : `Use ${use}.`));
  }
  return {
    reference,
    flow,
    version,
    kind,
    tag,
    commit,
    path: facts.path,
    root,
    digest: facts.digest,
    contentDigest: facts.contentDigest,
    files: facts.files,
    folder,
    file: join(folder, facts.path),
    registry: { name, type, url },
    framework: facts.framework,
    yanked,
    deprecated,
    why,
    staleSince,
    cached,
  };
}

/** The answer to what was aimed at before, at the same commit, if its files are still in the cache: nothing has to be read then. */
export async function readKnown({ context, reader, reference, text, root }: Job, aim: Aim): Promise<ResolvedFlow | null> {
  const { cache } = context;
  const { source } = reader;
  const answer = await cache.readAnswer(toAnswerKey(source, reference.flow, aim.pinned, root));
  if (answer?.commit !== aim.commit) return null;
  const entry = await cache.readEntry({ registry: { id: source.id, url: source.url }, commit: aim.commit, path: answer.path });
  if (entry === null) return null;
  const now = { ...answer, ...(aim.marks ?? {}), tag: aim.tag?.name ?? null, why: aim.why(answer) };
  return toResolved(context, source, now, entry, { reference: text, staleSince: aim.staleSince, cached: aim.staleSince !== null });
}
