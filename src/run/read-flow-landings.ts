import type { Repository } from "../git/open-repository.ts";
import { readLandings } from "../git/read-landings.ts";
import type { Line } from "../history/line.ts";
import { toIsoDate } from "../model/date.ts";
import type { LandingFacts } from "../model/notes-facts.ts";
import { folderOf } from "../model/path.ts";
import type { NotesRequest } from "../plan/notes-requests.ts";

/** More flows than this are not worth naming to git: it walks faster than it compares names. */
const MOST_FOLDERS = 50;

/** A landing, as far as one flow is concerned. */
export interface FlowLanding {
  readonly position: number;
  /** What it touched in the flow's folder. */
  readonly paths: ReadonlySet<string>;
  /** Without pull requests, which are not known yet. */
  readonly facts: LandingFacts;
}

/** The landings that each request's notes are about, newest first. */
export async function readFlowLandings(
  repository: Repository,
  line: Line,
  requests: readonly NotesRequest[],
): Promise<ReadonlyMap<NotesRequest, readonly FlowLanding[]>> {
  const byFolder = await readByFolder(repository, line, requests);
  return new Map(requests.map((request) => [request, stretchOf(request, line, byFolder.get(folderOf(request.file.path)) ?? [])]));
}

function stretchOf({ file, target, previous }: NotesRequest, line: Line, landings: readonly FlowLanding[]): readonly FlowLanding[] {
  const at = line.position(target) ?? 0;
  const before = previous === null ? undefined : line.position(previous.target);
  // A predecessor that landed later leaves no stretch between the two: what touched the file itself is left.
  return landings.filter(
    ({ position, paths }) => position >= at && (before === undefined || (before > at ? position < before : paths.has(file.path))),
  );
}

/** Landings by the flow folder that they touched, newest first. */
async function readByFolder(
  { git }: Repository,
  line: Line,
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
    const facts: LandingFacts = { sha, author, subject, body: body.join("\n").trim(), date: toIsoDate(time), pulls: [] };
    for (const [folder, touched] of Map.groupBy(changes, ({ path }) => folderOf(path))) {
      folders.get(folder)?.push({ position: line.position(sha) ?? 0, paths: new Set(touched.map(({ path }) => path)), facts });
    }
  }
  return folders;
}
