import { settingsFor } from "../changes/settings.ts";
import { toCompareUrl } from "../forge/repository-address.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readAuthors } from "../git/read-authors.ts";
import { readIds, readTexts } from "../git/read-objects.ts";
import { toDigest } from "../model/digest.ts";
import { findNewcomers, type Newcomer } from "../history/first-commits.ts";
import { toIsoDate } from "../model/date.ts";
import { folderOf } from "../model/path.ts";
import type { LandingFacts, NotesFacts } from "../model/notes-facts.ts";
import type { PullRequest } from "../model/pull-request.ts";
import { findContributors } from "../notes/contributors.ts";
import { toFlowFacts } from "../notes/flow-facts.ts";
import { leaveOut } from "../notes/leave-out.ts";
import { findOwnNotes } from "../notes/own-notes.ts";
import { marksReader } from "../plan/marks.ts";
import type { NotesRequest } from "../plan/notes-requests.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import { parseYaml } from "../registry/parse-yaml.ts";
import type { ParsedYaml } from "../registry/yaml-node.ts";
import type { Content } from "../registry/content-digest.ts";
import { contentKey, readContents } from "./read-contents.ts";
import { readFlowLandings } from "./read-flow-landings.ts";
import { readForgeNotes } from "./read-forge-notes.ts";
import { readLandedPulls } from "./read-landed-pulls.ts";
import type { NotesSource, WrittenNotes } from "./write-notes.ts";

/** A file longer than this is shown as lines that differ, and not understood. */
const MAX_UNDERSTOOD = 500_000;

export interface FactsReader extends Pick<WrittenNotes, "pulls" | "problems"> {
  /** Facts of some of the requests, in their order; reads their files in bulk. */
  readonly readFacts: (requests: readonly NotesRequest[]) => Promise<readonly NotesFacts[]>;
}

/** What is known about all versions once, beside their files. */
interface Known {
  readonly snapshot: Snapshot;
  readonly repositoryUrl: string | null;
  readonly landings: ReadonlyMap<NotesRequest, readonly LandingFacts[]>;
  readonly newcomers: ReadonlyMap<string, readonly Newcomer[]>;
  readonly forgeNotes: ReadonlyMap<string, string>;
  readonly marksOf: ReturnType<typeof marksReader>;
}

/** Reads landings, their pull requests, first commits and the forge's own notes, all at once for all requests. */
export async function createFactsReader(
  { repository, snapshot, forge }: NotesSource,
  requests: readonly NotesRequest[],
): Promise<FactsReader> {
  const { config, line } = snapshot;
  const touched = await readFlowLandings(repository, line, requests);
  const landed = await readLandedPulls(
    forge,
    line,
    [...touched.values()].flat().map(({ facts }) => facts),
  );
  const own = await readForgeNotes(forge, config, snapshot, requests);
  const pulls = new Map<string, readonly PullRequest[]>();
  const landings = new Map<NotesRequest, readonly LandingFacts[]>();
  for (const [request, all] of touched) {
    const complete = all.map(({ facts, paths }) => ({ facts: { ...facts, pulls: landed.pullsOf(facts) }, paths }));
    const brought = new Map(complete.flatMap(({ facts }) => facts.pulls.map((pull) => [pull.number, pull])));
    pulls.set(
      request.tag,
      [...brought.values()].filter(({ number }) => landed.certain.has(number)),
    );
    landings.set(
      request,
      complete.flatMap((landing) => leaveOut(landing, config.ignore) ?? []),
    );
  }
  const newcomers =
    config.credits && requests.length > 0 ? findNewcomers(await readAuthors(repository.git, snapshot.head), line) : NO_NEWCOMERS;
  const known: Known = {
    snapshot,
    repositoryUrl: forge.repositoryUrl,
    landings,
    newcomers,
    forgeNotes: own.texts,
    marksOf: marksReader(snapshot),
  };
  return { readFacts: (some) => readFacts(repository, some, known), pulls, problems: [...landed.problems, ...own.problems] };
}

const NO_NEWCOMERS: Known["newcomers"] = new Map();

async function readFacts(repository: Repository, requests: readonly NotesRequest[], known: Known): Promise<readonly NotesFacts[]> {
  const [texts, contents] = await Promise.all([
    readVersionTexts(repository, requests),
    readContents(
      repository,
      requests
        .filter(({ file: { path } }) => known.snapshot.otherFolders.has(folderOf(path)))
        .map(({ file: { path }, target }) => ({ path, commit: target })),
    ),
  ]);
  const parsed = new Map<string, ParsedYaml>();
  // A version is its successor's predecessor: each file is read once.
  const parse = (name: string): ParsedYaml => {
    const text = texts.get(name) ?? "";
    const yaml = parsed.get(name) ?? (text.length > MAX_UNDERSTOOD ? TOO_LONG : parseYaml(text));
    parsed.set(name, yaml);
    return yaml;
  };
  return requests.map((request) => toFacts(request, known, { texts, contents }, parse));
}

const TOO_LONG: ParsedYaml = { ok: false, fault: { at: { line: 1, column: 1 }, message: "The file is too long" } };

interface Files {
  /** By `<commit>:<path>`; null where there is no such file. */
  readonly texts: ReadonlyMap<string, string | null>;
  readonly contents: ReadonlyMap<string, Content>;
}

function toFacts(
  request: NotesRequest,
  { snapshot, repositoryUrl, landings, newcomers, forgeNotes, marksOf }: Known,
  { texts, contents }: Files,
  parse: (name: string) => ParsedYaml,
): NotesFacts {
  const { file, tag, target, previous } = request;
  const { config, line } = snapshot;
  const content = texts.get(`${target}:${file.path}`) ?? "";
  const digest = toDigest(content);
  const whole = contents.get(contentKey({ path: file.path, commit: target }));
  const commits = landings.get(request) ?? [];
  const previousName = previous === null ? "" : `${previous.target}:${previous.file.path}`;
  return {
    flow: file.flow,
    version: file.version,
    kind: file.kind,
    path: file.path,
    tag,
    target,
    date: toIsoDate(line.time(target) ?? 0),
    digest,
    content,
    previous:
      previous === null
        ? null
        : { version: previous.file.version, tag: previous.tag, path: previous.file.path, content: texts.get(previousName) ?? "" },
    commits,
    repositoryUrl,
    compareUrl: previous?.tagExists === true && repositoryUrl !== null ? toCompareUrl(repositoryUrl, previous.tag, tag) : null,
    flowFacts: toFlowFacts(
      { version: file.version, yaml: parse(`${target}:${file.path}`) },
      previous === null ? null : { version: previous.file.version, yaml: parse(previousName) },
      {
        settings: settingsFor(config.guard, file.root.path, file.flow),
        format: config.guard.roots.get(file.root.path)?.format ?? config.guard.format,
        prerelease: config.prerelease,
      },
    ),
    contributors: findContributors(commits, newcomers),
    ownNotes: findOwnNotes(
      texts.get(ownNotesName(request)) ?? null,
      commits.flatMap(({ pulls }) => pulls),
      file,
    ),
    forgeNotes: forgeNotes.get(tag) ?? null,
    format: config.notes,
    contentDigest: whole?.digest ?? digest,
    files: whole?.files ?? [],
    marks: marksOf(file),
  };
}

/** Notes that people wrote lie beside the version file, and count as they were when the version landed. */
function ownNotesName({ file, target }: NotesRequest): string {
  return `${target}:${file.path.replace(/\.ya?ml$/u, "")}.md`;
}

async function readVersionTexts(repository: Repository, requests: readonly NotesRequest[]): Promise<ReadonlyMap<string, string | null>> {
  const names = [
    ...new Set(
      requests.flatMap((request) => [
        `${request.target}:${request.file.path}`,
        ownNotesName(request),
        ...(request.previous === null ? [] : [`${request.previous.target}:${request.previous.file.path}`]),
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
