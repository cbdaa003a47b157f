import { hash } from "node:crypto";
import { Failure } from "../../model/failure.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { EMPTY_HEAD, toHeadView, type HeadView } from "../../plan/consumer/head-view.ts";
import { findOwnFiles, readOwnWords } from "../../plan/consumer/own-files.ts";
import { toPublishedFlows } from "../../plan/consumer/published-flows.ts";
import { parseViewNote, renderViewNote, VIEW_NOTE } from "../../plan/consumer/view-note.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { CommitView, CommitWant } from "../../resolve/transport.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { createIndexReader } from "./read-index-branch.ts";
import { createRegistryAccess } from "./registry-access.ts";
import type { Overview, RegistryReader } from "./registry-reader.ts";

/** The reader of a registry that is a repository. */
export function createRemoteReader(
  context: ConsumerContext,
  source: RegistrySource,
  options: Pick<ResolveOptions, "offline" | "allowStale">,
): RegistryReader {
  const { cache } = context;
  const registry = { id: source.id, url: source.url };
  const access = createRegistryAccess(context, source, options);
  const index = createIndexReader(context, source, access);
  const views = new Map<string, Promise<HeadView>>();
  const overviews = new Map<string, Promise<Overview>>();

  const readHeadCommit = async (): Promise<string | null> => {
    const { refs } = await access.readRefs();
    return refs.defaultBranch === null ? null : (refs.branches.get(refs.defaultBranch) ?? null);
  };

  const readNote = async (commit: string, root: string | null): Promise<HeadView | null> => {
    const text = await cache.readNote(registry, commit, noteName(root));
    return text === null ? null : parseViewNote(text);
  };

  const makeView = async (commit: string, root: string | null): Promise<HeadView> => {
    const known = await readNote(commit, root);
    if (known !== null) return known;
    const [view] = await access.readCommits([{ commit, tag: null }]);
    const own = findOwnFiles(view?.entries ?? []);
    const made = toHeadView(view?.entries ?? [], readOwnWords(own, await access.readContents(own.read)), root);
    await cache.writeNote(registry, commit, noteName(root), renderViewNote(made));
    return made;
  };
  const readView = (commit: string, root: string | null): Promise<HeadView> =>
    once(views, `${commit} ${root ?? "*"}`, () => makeView(commit, root));

  const makeOverview = async (root: string | null): Promise<Overview> => {
    const { refs, staleSince } = await access.readRefs();
    const commit = await readHeadCommit();
    const head = commit === null ? EMPTY_HEAD : await readView(commit, root);
    const published = await index.read(refs, head.settings.indexBranch);
    return { refs, staleSince, head, index: published, flows: toPublishedFlows({ refs, head, index: published, root }) };
  };
  const readOverview = (root: string | null): Promise<Overview> => once(overviews, root ?? "*", () => makeOverview(root));

  const warm: RegistryReader["warm"] = async (wants, guess, root) => {
    try {
      await readTogether(wants, guess, root);
    } catch (error) {
      // What is too large may not be needed; if it is, that is said when it is read alone.
      if (!(error instanceof Failure) || error.code !== "registry-too-large") throw error;
    }
  };

  const knowsHead = async (root: string | null): Promise<boolean> => {
    const head = await readHeadCommit();
    return head === null || views.has(`${head} ${root ?? "*"}`) || (await readNote(head, root)) !== null;
  };

  const readTogether = async (
    wants: readonly CommitWant[],
    guess: (view: CommitView) => readonly TreeEntry[],
    root: string | null,
  ): Promise<void> => {
    const { refs } = await access.readRefs();
    const head = await readHeadCommit();
    const isNew = head !== null && !(await knowsHead(root));
    const indexTip = isNew ? await index.guess(refs) : null;
    const all = [
      ...(isNew ? [{ commit: head, tag: null }] : []),
      ...(indexTip === null ? [] : [{ commit: indexTip, tag: null }]),
      ...wants,
    ];
    // One commit would be read alone anyway, when it is needed.
    if (all.length === 0) return;
    const read = await access.readCommits(all);
    const files = read.flatMap((view, place) => {
      const want = all[place];
      if (want === undefined) return [];
      const own = isNew && view.commit === head ? findOwnFiles(view.entries).read : [];
      const indexFile = view.commit === indexTip ? index.find(view.entries) : [];
      return [...own, ...indexFile, ...(wants.includes(want) ? guess(view) : [])];
    });
    await access.readContents(files);
  };

  return {
    ...access,
    source,
    readView,
    readOverview,
    knowsHead,
    warm,
    readHead: async () => (await readOverview(source.root)).head,
    readFlows: async () => {
      const { head, flows } = await readOverview(source.root);
      if (head.problem !== null) throw new Failure([head.problem]);
      return flows;
    },
    readTree: async (commit) => {
      if (commit === null) throw new Error(`${source.url} is no folder`);
      const [view] = await access.readCommits([{ commit, tag: null }]);
      return view?.entries ?? [];
    },
  };
}

function noteName(root: string | null): string {
  return root === null ? VIEW_NOTE : `${VIEW_NOTE}-${hash("sha256", root).slice(0, 16)}`;
}

async function once<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
