import type { Config } from "../config/config.ts";
import type { Repository } from "../git/open-repository.ts";
import { failure } from "../model/failure.ts";
import type { OnProgress } from "../model/progress.ts";
import type { NotesContext } from "../notes/context-schema.ts";
import { withBanner } from "../notes/banner.ts";
import { renderNotes } from "../notes/render.ts";
import { marksReader } from "../plan/marks.ts";
import { planNotesOf } from "../plan/notes-requests.ts";
import { selectFiles } from "../plan/select.ts";
import type { Forge } from "../forge/port.ts";
import type { OpenBranch } from "./open-registry.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { readTemplate } from "./read-template.ts";
import { openContexts } from "./write-notes.ts";

export interface NotesPreviewRequest {
  readonly repository: Repository;
  readonly branch: OpenBranch | null;
  readonly config: Config;
  readonly flow: string;
  readonly version: string;
  /** Its releases are not asked for; only its address is used in links. */
  readonly repositoryUrl: string | null;
  readonly onProgress: OnProgress;
}

export interface NotesPreview {
  readonly context: NotesContext;
  readonly body: string;
}

/**
 * The notes of one version as a release would get them now, but for what only a server knows: pull requests are told by the
 * commits' subjects, and `notes: github` shows our own list.
 */
export async function previewNotes({
  repository,
  branch,
  config,
  flow,
  version,
  repositoryUrl,
  onProgress,
}: NotesPreviewRequest): Promise<NotesPreview> {
  if (branch === null) throw failure("version-unknown", "The repository has no commit.", "Commit a version file first.");
  const snapshot = await readSnapshot({
    repository,
    branch,
    config: { ...config, latest: null },
    forge: NO_SERVER,
    thorough: false,
    resync: false,
    everything: false,
    onProgress,
  });
  const file = selectFiles(snapshot.registry, { flows: [flow], version })[0];
  const request = file === undefined ? null : planNotesOf(snapshot, file);
  if (request === null)
    throw failure(
      file?.block?.code ?? "version-unknown",
      file?.block?.message ?? `${flow} ${version} cannot be released.`,
      file?.block?.fix ?? "Run `flow-tagbot plan` to see why.",
    );
  const template = await readTemplate(repository.git, snapshot.head, config);
  const marks = marksReader(snapshot)(request.file);
  const { readContexts } = await openContexts({ repository, snapshot, forge: { ...NO_SERVER, repositoryUrl } }, [request]);
  for await (const context of readContexts()) return { context, body: withBanner(renderNotes(template, context).body, marks) };
  throw new Error("a request gave no context");
}

/** The notes that a template makes of a context that was dumped before; a Failure with all that is wrong with it. */
export async function renderDumpedContext(
  text: string,
  { repository, branch, config }: Pick<NotesPreviewRequest, "repository" | "branch" | "config">,
): Promise<NotesPreview> {
  const { parseNotesContext } = await import("../notes/parse-context.ts");
  const context = parseNotesContext(text);
  const template = await readTemplate(repository.git, branch?.head ?? "HEAD", config);
  return { context, body: renderNotes(template, context).body };
}

/** Notes do not depend on which releases exist, so that a preview asks no server. */
const NO_SERVER: Pick<Forge, "capabilities" | "readReleases" | "readLatest" | "readPullRequests" | "writeOwnNotes"> = {
  capabilities: { latest: false, pages: false, assets: false, pullRequests: false, ownNotes: false },
  readReleases: () =>
    Promise.resolve({
      state: () => "unknown",
      find: () => Promise.resolve(null),
      beginning: () => Promise.resolve(new Set()),
      complete: false,
    }),
  readLatest: () => Promise.resolve(null),
  readPullRequests: () => Promise.resolve({ pulls: new Map(), failure: null }),
  writeOwnNotes: () => Promise.resolve(""),
};
