import { toCompareUrl } from "../forge/repository-address.ts";
import type { Repository } from "../git/open-repository.ts";
import { fetchContents } from "../git/fetch.ts";
import { readLandings } from "../git/read-landings.ts";
import { readIds, readTexts, toDigest } from "../git/read-objects.ts";
import { toIsoDate } from "../model/date.ts";
import type { LandingFacts, NotesFacts } from "../model/notes-facts.ts";
import { folderOf } from "../model/path.ts";
import type { OnProgress } from "../model/progress.ts";
import { toNotesContext } from "../notes/context.ts";
import type { NotesContext } from "../notes/context-schema.ts";
import { renderNotes } from "../notes/render.ts";
import type { Template } from "../notes/template.ts";
import type { NotesRequest } from "../plan/notes-requests.ts";
import type { Snapshot } from "../plan/snapshot.ts";

/** So many versions' files are held at a time. */
const CHUNK = 200;

/** More flows than this are not worth naming to git: it walks faster than it compares names. */
const MOST_FOLDERS = 50;

interface FlowLanding {
  readonly position: number;
  readonly paths: ReadonlySet<string>;
  readonly facts: LandingFacts;
}

/** Contexts of the requested notes, in their order, with everything that templates may show. */
export async function* readNotesContexts(
  repository: Repository,
  snapshot: Snapshot,
  repositoryUrl: string | null,
  requests: readonly NotesRequest[],
): AsyncGenerator<NotesContext, void, void> {
  const landings = await readFlowLandings(repository, snapshot, requests);
  for (let start = 0; start < requests.length; start += CHUNK) {
    const chunk = requests.slice(start, start + CHUNK);
    const texts = await readVersionTexts(repository, chunk);
    for (const request of chunk)
      yield toNotesContext(toFacts(request, snapshot, repositoryUrl, texts, landings.get(folderOf(request.file.path)) ?? []));
  }
}

/** Renders and measures all requested notes, by tag. Throws before anything is written if a template fails. */
export async function renderAllNotes(
  repository: Repository,
  snapshot: Snapshot,
  repositoryUrl: string | null,
  requests: readonly NotesRequest[],
  template: Template,
  onProgress: OnProgress,
): Promise<ReadonlyMap<string, string>> {
  const bodies = new Map<string, string>();
  for await (const context of readNotesContexts(repository, snapshot, repositoryUrl, requests)) {
    // With a line feed at the end, as a here-document and `flow-tagbot notes` have one too: by hand or not, it is one text.
    bodies.set(context.tag, `${renderNotes(template, context).body}\n`);
    onProgress({ phase: "notes", done: bodies.size, total: requests.length, item: context.tag });
  }
  return bodies;
}

function toFacts(
  { file, tag, target, previous }: NotesRequest,
  { line }: Snapshot,
  repositoryUrl: string | null,
  texts: ReadonlyMap<string, string | null>,
  landings: readonly FlowLanding[],
): NotesFacts {
  const content = texts.get(`${target}:${file.path}`) ?? "";
  const at = line.position(target) ?? 0;
  const before = previous === null ? undefined : line.position(previous.target);
  // A predecessor that landed later leaves no stretch between the two: what touched the file itself is left.
  const commits = landings.filter(
    ({ position, paths }) => position >= at && (before === undefined || (before > at ? position < before : paths.has(file.path))),
  );
  return {
    flow: file.flow,
    version: file.version,
    kind: file.kind,
    path: file.path,
    tag,
    target,
    date: toIsoDate(line.time(target) ?? 0),
    digest: toDigest(content),
    content,
    previous:
      previous === null
        ? null
        : {
            version: previous.file.version,
            tag: previous.tag,
            path: previous.file.path,
            content: texts.get(`${previous.target}:${previous.file.path}`) ?? "",
          },
    commits: commits.map(({ facts }) => facts),
    repositoryUrl,
    compareUrl: previous?.tagExists === true && repositoryUrl !== null ? toCompareUrl(repositoryUrl, previous.tag, tag) : null,
  };
}

/** Landings by the flow folder that they touched, newest first. */
async function readFlowLandings(
  { git }: Repository,
  { line }: Snapshot,
  requests: readonly NotesRequest[],
): Promise<ReadonlyMap<string, readonly FlowLanding[]>> {
  const folders = new Map<string, FlowLanding[]>(requests.map(({ file }) => [folderOf(file.path), []]));
  const newest = Math.min(...requests.map(({ target }) => line.position(target) ?? 0));
  const oldest = Math.max(
    ...requests.map(({ target, previous }) =>
      previous === null ? Infinity : Math.max(line.position(previous.target) ?? Infinity, line.position(target) ?? Infinity),
    ),
  );
  const head = line.shas[newest];
  if (requests.length === 0 || head === undefined) return folders;
  const since = line.shas[oldest + 1] ?? null;
  for await (const { sha, time, text, changes } of readLandings(git, head, since, folders.size > MOST_FOLDERS ? [] : [...folders.keys()])) {
    const [author = "", subject = "", ...body] = text.split("\n");
    const facts: LandingFacts = { sha, author, subject, body: body.join("\n").trim(), date: toIsoDate(time) };
    for (const [folder, touched] of Map.groupBy(changes, ({ path }) => folderOf(path))) {
      folders.get(folder)?.push({ position: line.position(sha) ?? 0, paths: new Set(touched.map(({ path }) => path)), facts });
    }
  }
  return folders;
}

async function readVersionTexts(repository: Repository, requests: readonly NotesRequest[]): Promise<ReadonlyMap<string, string | null>> {
  const names = [
    ...new Set(
      requests.flatMap(({ file, target, previous }) => [
        `${target}:${file.path}`,
        ...(previous === null ? [] : [`${previous.target}:${previous.file.path}`]),
      ]),
    ),
  ];
  if (repository.partial)
    await fetchContents(
      repository,
      (await readIds(repository.git, names)).filter((id) => id !== null),
    );
  return readTexts(repository.git, names);
}
