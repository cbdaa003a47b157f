import { toIsoDate } from "../../model/date.ts";
import { Failure, failure } from "../../model/failure.ts";
import { toWarning } from "../../model/problem.ts";
import type { Refs } from "../../model/refs.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { CommitView, CommitWant, Transport } from "../../resolve/transport.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { registryLabel } from "./registry-label.ts";
import type { ReadRefs, RegistryReader } from "./registry-reader.ts";

export type RegistryAccess = Pick<RegistryReader, "readRefs" | "findCommits" | "readCommits" | "readContents" | "close">;

/** After these, another time or another network may do. */
const OUT_OF_REACH: ReadonlySet<string> = new Set(["git-network", "forge-unreachable", "forge-rate-limit"]);

/** A registry afar: each thing is read once, refs are remembered for when the network is down, and a network that is down is asked once. */
export function createRegistryAccess(
  context: ConsumerContext,
  source: RegistrySource,
  { offline, allowStale }: Pick<ResolveOptions, "offline" | "allowStale">,
): RegistryAccess {
  const { cache, time, onNotice } = context;
  const registry = { id: source.id, url: source.url };
  const label = registryLabel(source);
  const views = new Map<string, CommitView>();
  const messages = new Map<string, string | null>();
  const blobs = new Map<string, Buffer>();
  let transport: Promise<Transport> | null = null;
  let refs: Promise<ReadRefs> | null = null;
  let down: Failure | null = offline
    ? failure(
        "offline-missing",
        `The registry ${label} is not asked with \`--offline\`, and what is needed is not in the cache.`,
        "Run it once without `--offline`.",
      )
    : null;

  const ask = async <Answer>(work: (transport: Transport) => Promise<Answer>): Promise<Answer> => {
    if (down !== null) throw down;
    try {
      transport ??= context.openTransport(source);
      return await work(await transport);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!OUT_OF_REACH.has(error.code)) throw explainRefusal(source, error);
      down = unreachable(label, error);
      throw down;
    }
  };

  const readOnce = async (): Promise<ReadRefs> => {
    try {
      const read = await ask((open) => open.readRefs());
      await cache.writeRefs(registry, { refs: read, at: toIsoDate(Math.floor(time.now() / 1000)) });
      return { refs: read, staleSince: null };
    } catch (error) {
      if (down === null || error !== down || !(offline || allowStale)) throw error;
      const known = await cache.readRefs(registry);
      if (known === null) throw error;
      onNotice(
        toWarning(
          "answer-stale",
          offline
            ? `The registry ${label} was not asked; its branches and tags are those of ${known.at}.`
            : `${down.message} Its branches and tags are those of ${known.at}.`,
          "Run it again with network when it matters.",
        ),
      );
      return { refs: known.refs, staleSince: known.at };
    }
  };
  const readRefs = (): Promise<ReadRefs> => (refs ??= readOnce());

  const isKnown = ({ commit, tag }: CommitWant): boolean => views.has(commit) && (tag?.annotated !== true || messages.has(tag.object));

  const readCommits = async (wants: readonly CommitWant[]): Promise<readonly CommitView[]> => {
    const missing = withoutRepeats(wants.filter((want) => !isKnown(want)));
    if (missing.length > 0) {
      const read = await ask((open) => open.readCommits(missing));
      for (const [index, want] of missing.entries()) {
        const view = read[index];
        if (view?.commit !== want.commit) throw new Error(`another commit than ${want.commit} was read`);
        views.set(want.commit, view);
        if (want.tag !== null) messages.set(want.tag.object, view.tagMessage);
      }
    }
    return wants.map(({ commit, tag }) => {
      const view = views.get(commit);
      if (view === undefined) throw new Error(`${commit} was read and is not there`);
      return { ...view, tagMessage: tag === null ? null : (messages.get(tag.object) ?? null) };
    });
  };

  const readContents = async (files: readonly TreeEntry[]): Promise<ReadonlyMap<string, Buffer>> => {
    const missing = [...new Map(files.filter(({ oid }) => !blobs.has(oid)).map((file) => [file.oid, file])).values()];
    if (missing.length > 0) for (const [oid, content] of await ask((open) => open.readContents(missing))) blobs.set(oid, content);
    return new Map(
      files.map(({ oid, path }) => {
        const content = blobs.get(oid);
        if (content === undefined) throw new Error(`${path} was read and is not there`);
        return [oid, content];
      }),
    );
  };

  return {
    readRefs,
    readCommits,
    readContents,
    findCommits: async (digits) => {
      const { refs: known } = await readRefs();
      // Without the network, a commit that was known then is better than none.
      return down === null ? ask((open) => open.findCommits(digits)) : startingWith(known, digits);
    },
    close: async () => {
      const opened = await transport?.catch(() => null);
      await opened?.close();
    },
  };
}

/** One want for each commit, or for each of the messages that lead to it. */
function withoutRepeats(wants: readonly CommitWant[]): readonly CommitWant[] {
  const messages = wants.filter(({ tag }) => tag?.annotated === true);
  const told = new Set(messages.map(({ commit }) => commit));
  const all = [...messages, ...wants.filter(({ commit }) => !told.has(commit)).map(({ commit }) => ({ commit, tag: null }))];
  return [...new Map(all.map((want) => [`${want.commit} ${want.tag?.object ?? ""}`, want])).values()];
}

function startingWith({ branches, tags }: Refs, digits: string): readonly string[] {
  const commits = [...branches.values(), ...[...tags.values()].map(({ commit }) => commit)];
  return [...new Set(commits.filter((commit) => commit.startsWith(digits)))];
}

/** The words of servers end as they like. */
function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function unreachable(label: string, error: Failure): Failure {
  const { message, fix } = error.problems[0];
  return failure(
    "offline-missing",
    `The registry ${label} could not be reached: ${asSentence(message)}`,
    `${fix} \`--allow-stale\` accepts the last known answer.`,
    error,
  );
}
