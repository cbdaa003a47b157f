import { failure } from "../../model/failure.ts";
import { toIsoDate } from "../../model/date.ts";
import { toWarning } from "../../model/problem.ts";
import { checkDigests, toldDigests, type Digests } from "../../plan/consumer/check-digests.ts";
import type { RegistryIndex } from "../../plan/index-schema.ts";
import type { Answer, Entry } from "../../resolve/cache.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { Aim, Job, Target } from "./job.ts";
import { toAnswerKey, toResolved } from "./pinned.ts";
import { readFlow } from "./read-flow.ts";

/** Reads the files of a target, proves them, and remembers them and the answer. `digest-mismatch` where they are not what was published. */
export async function deliver(job: Job, aim: Aim, target: Target, index: RegistryIndex | null): Promise<ResolvedFlow> {
  const { context, reader, reference, text, root } = job;
  const { cache, time } = context;
  const { source } = reader;
  const key = { registry: { id: source.id, url: source.url }, commit: aim.commit, path: target.file.path };
  const read = (await cache.readEntry(key)) ?? (await readFlow(reader, aim.commit, target, aim.tag?.name ?? null));
  const { facts } = read;
  const answerKey = toAnswerKey(source, reference.flow, aim.pinned, root);
  const faults = [
    ...(target.told === null ? [] : checkDigests(target.file.path, facts, toldDigests(target.told.tag, target.told.message, index))),
    ...checkKnown(await cache.readAnswer(answerKey), aim, facts, target.flow),
  ];
  if (faults.length > 0) tellDrift(job, faults);
  const entry: Entry = "contents" in read ? await cache.writeEntry(key, read.facts, read.contents) : read;
  const answer = toAnswer(aim, target, facts, toIsoDate(Math.floor(time.now() / 1000)));
  // What is not as it was published is accepted once, and asked about again.
  if (faults.length === 0) await cache.writeAnswer(answerKey, { ...answer, why: aim.pinnedWhy(target) });
  return toResolved(context, source, answer, entry, { reference: text, staleSince: aim.staleSince, cached: aim.staleSince !== null });
}

function toAnswer({ commit, tag, why }: Aim, target: Target, { contentDigest }: Digests, at: string): Answer {
  const { flow, version, kind, root, file, marks } = target;
  return { flow, version, kind, tag: tag?.name ?? null, root, contentDigest, commit, path: file.path, why: why(target), ...marks, at };
}

/** A tag that moved may have moved to the same bytes; others are not what was asked for before. */
function checkKnown(known: Answer | null, { commit, tag }: Aim, { contentDigest }: Digests, flow: string): readonly string[] {
  if (known === null || known.commit === commit || known.contentDigest === contentDigest) return [];
  return [
    `${tag === null ? flow : `the tag ${tag.name}`} was on commit ${known.commit.slice(0, 12)} with ${known.contentDigest} when it was first read here, and is on ${commit.slice(0, 12)} with ${contentDigest} now`,
  ];
}

function tellDrift({ context, options, reference }: Job, faults: readonly string[]): void {
  const message = `${reference.flow} is not what was published: ${faults.join("; ")}.`;
  if (options.allowDrift) {
    context.onNotice(toWarning("digest-mismatch", message, "It was accepted, as `--allow-drift` says."));
    return;
  }
  throw failure("digest-mismatch", message, "Find out why before using it. `--allow-drift` accepts the new bytes.");
}
