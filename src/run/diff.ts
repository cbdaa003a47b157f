import type { Compared } from "../changes/compared.ts";
import { readFile } from "node:fs/promises";
import type { Config } from "../config/config.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readIds, readObjects } from "../git/read-objects.ts";
import { failure } from "../model/failure.ts";
import { parseVersion } from "../model/version.ts";
import { createReader, measureOf, type ReadableDocument } from "../plan/guard/scene.ts";
import { judge } from "../plan/guard/judge.ts";
import { newestOf } from "../plan/new-version.ts";
import { selectFiles, selectFlow } from "../plan/select.ts";
import { findWithdrawn } from "../plan/withdrawn.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";
import { list } from "./list.ts";
import type { OpenBranch } from "./open-registry.ts";

export interface DiffRequest {
  readonly repository: Repository;
  /** Null in a repository without any commit. */
  readonly branch: OpenBranch | null;
  readonly config: Config;
  readonly flow: string;
  /** A version, or the path of a file on disk. Null: the predecessor, or the newest where the other is a file. */
  readonly from: string | null;
  /** Null: the newest version. */
  readonly to: string | null;
}

/** One side: where its content may be, the first that exists. */
type Side =
  | { readonly kind: "version"; readonly name: string; readonly places: readonly string[] }
  | { readonly kind: "file"; readonly name: string };

interface Flow {
  readonly name: string;
  readonly registry: Registry;
  readonly files: readonly VersionFile[];
  readonly newest: VersionFile;
  readonly branch: OpenBranch;
}

/** Says what differs between two versions of a flow; a Failure `version-unknown` for one that there is not. */
export async function diff(request: DiffRequest): Promise<Compared> {
  const { repository, config, from, to } = request;
  const flow = await openFlow(request);
  const [before, after] = chooseSides(flow, config, from, to);
  const [older, newer] = await readDocuments(repository, before, after);
  const { comparison, hits, required, graph } = judge(older, newer, measureOf(flow.newest, { config }));
  return { flow: flow.name, from: before.name, to: after.name, comparison, hits, required, graph };
}

async function openFlow({ repository, branch, config, flow }: DiffRequest): Promise<Flow> {
  if (branch === null) throw failure("version-unknown", "The repository has no commit.", "Commit a version file first.");
  const registry = await list({ repository, branch, config, selection: { flows: [], version: null, since: null, limit: null } });
  const files = selectFlow(registry, flow);
  const newest = newestOf(files);
  if (newest === null) throw new Error("a flow that was selected has a version");
  return { name: flow, registry, files, newest, branch };
}

function chooseSides(flow: Flow, config: Config, from: string | null, to: string | null): readonly [Side, Side] {
  const { newest } = flow;
  if (to === null && from !== null && isFile(from)) return [toSide(flow, config, newest.version), { kind: "file", name: from }];
  const after = to !== null && isFile(to) ? ({ kind: "file", name: to } as const) : toSide(flow, config, to ?? newest.version);
  if (from !== null) return [isFile(from) ? { kind: "file", name: from } : toSide(flow, config, from), after];
  if (newest.previous === null)
    throw failure(
      "version-unknown",
      `${flow.name} ${newest.version} is the first of its line, so that there is nothing to compare it with.`,
      "Name two versions, or a version and a file.",
    );
  return [toSide(flow, config, newest.previous), after];
}

/** What is no version and looks like a path. */
function isFile(text: string): boolean {
  return parseVersion(text) === null && /\.ya?ml$|[/\\]/i.test(text);
}

/** At its tag, where it is as it was published, else on the branch; one without a file any more at its tag. */
function toSide({ name, registry, files, branch }: Flow, config: Config, version: string): Side {
  const file = files.find((one) => one.version === version);
  if (file !== undefined) {
    const ref = file.tag === null ? undefined : branch.tags.get(file.tag);
    const atTag = ref === undefined ? [] : [`${ref.commit}:${file.path}`];
    return { kind: "version", name: version, places: [...atTag, file.blob] };
  }
  const gone = findWithdrawn(branch.tags, registry, config).filter((one) => one.flow === name && one.version === version);
  // Knows what there is, and what is nearest.
  if (gone.length === 0) selectFiles(registry, { flows: [name], version });
  return { kind: "version", name: version, places: gone.map(({ commit, path }) => `${commit}:${path}`) };
}

async function readDocuments(repository: Repository, before: Side, after: Side): Promise<readonly [ReadableDocument, ReadableDocument]> {
  const versions = [before, after].flatMap((side) => (side.kind === "version" ? [side] : []));
  const names = [...new Set(versions.flatMap(({ places }) => places))];
  const ids = await readIds(repository.git, names);
  const chosen = new Map(versions.map(({ name, places }) => [name, places.map((place) => ids[names.indexOf(place)] ?? null).find(isId)]));
  const blobs = [...new Set([...chosen.values()].filter(isId))];
  await fetchContents(repository, blobs);
  const objects = await readObjects(repository.git, blobs);
  const contents = new Map(
    blobs.flatMap((blob, index) => (objects[index]?.type === "blob" ? [[blob, objects[index].content] as const] : [])),
  );
  const read = async (side: Side): Promise<ReadableDocument> =>
    toDocument(side, side.kind === "file" ? await readLocal(side.name) : contents.get(chosen.get(side.name) ?? ""));
  return [await read(before), await read(after)];
}

function isId(id: string | null | undefined): id is string {
  return typeof id === "string";
}

async function readLocal(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw failure(
      "version-unknown",
      `${path} is no version, and cannot be read as a file: ${error instanceof Error ? error.message : String(error)}`,
      "Correct the path, or name a version: `flow-tagbot list` shows them.",
      error,
    );
  }
}

function toDocument({ name }: Side, content: Buffer | undefined): ReadableDocument {
  const document = content === undefined ? null : createReader(new Map([[name, content]]))(name);
  if (document === null)
    throw failure("version-unknown", `There is no content of ${name} to be read.`, "Run `flow-tagbot list` to see what there is.");
  if (document.kind === "read") return document;
  const { at, message } = document.fault;
  throw failure(
    "version-yaml-invalid",
    `${name} cannot be read as a flow: line ${at.line}, column ${at.column}: ${message}`,
    "Correct the file, or compare another version.",
  );
}
