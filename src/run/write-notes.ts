import type { Forge } from "../forge/port.ts";
import type { Repository } from "../git/open-repository.ts";
import type { Problem } from "../model/problem.ts";
import type { OnProgress } from "../model/progress.ts";
import type { PullRequest } from "../model/pull-request.ts";
import { toNotesContext } from "../notes/context.ts";
import type { NotesContext } from "../notes/context-schema.ts";
import { renderNotes } from "../notes/render.ts";
import type { Template } from "../notes/template.ts";
import type { NotesRequest } from "../plan/notes-requests.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import { createFactsReader } from "./read-notes-facts.ts";

/** So many versions' files are held at a time. */
const CHUNK = 200;

/** What notes are written from. */
export interface NotesSource {
  readonly repository: Repository;
  readonly snapshot: Snapshot;
  /** Without `pullRequests` and `ownNotes` among its capabilities, nothing is asked. */
  readonly forge: Pick<Forge, "capabilities" | "repositoryUrl" | "readPullRequests" | "writeOwnNotes">;
}

export interface WrittenNotes {
  /** Release bodies by tag, each with a line feed at its end. */
  readonly bodies: ReadonlyMap<string, string>;
  /** By tag: what the forge itself told to have been merged for a version, whether notes show it or not. */
  readonly pulls: ReadonlyMap<string, readonly PullRequest[]>;
  /** Warnings: what could not be read, and is missing in the notes. */
  readonly problems: readonly Problem[];
}

/** Renders and measures all requested notes. Throws before anything is written if a template fails. */
export async function renderAllNotes(
  source: NotesSource,
  requests: readonly NotesRequest[],
  template: Template,
  onProgress: OnProgress,
): Promise<WrittenNotes> {
  const bodies = new Map<string, string>();
  const { readContexts, pulls, problems } = await openContexts(source, requests);
  for await (const context of readContexts()) {
    // With a line feed at the end, as a here-document and `flow-tagbot notes` have one too: by hand or not, it is one text.
    bodies.set(context.tag, `${renderNotes(template, context).body}\n`);
    onProgress({ phase: "notes", done: bodies.size, total: requests.length, item: context.tag });
  }
  return { bodies, pulls, problems };
}

export interface OpenContexts extends Pick<WrittenNotes, "pulls" | "problems"> {
  /** Contexts of the requested notes, in their order, with everything that templates may show. */
  readonly readContexts: () => AsyncGenerator<NotesContext, void, void>;
}

/** Reads what all the notes have in common; the versions' own files follow as contexts are asked for. */
export async function openContexts(source: NotesSource, requests: readonly NotesRequest[]): Promise<OpenContexts> {
  const { readFacts, pulls, problems } = await createFactsReader(source, requests);
  async function* readContexts(): AsyncGenerator<NotesContext, void, void> {
    for (let start = 0; start < requests.length; start += CHUNK)
      for (const facts of await readFacts(requests.slice(start, start + CHUNK))) yield toNotesContext(facts);
  }
  return { readContexts, pulls, problems };
}
