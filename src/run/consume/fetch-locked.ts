import { join } from "node:path";
import { toDigest } from "../../model/digest.ts";
import { failure, type Failure } from "../../model/failure.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { toContentDigest } from "../../registry/content-digest.ts";
import type { Entry, EntryKey } from "../../resolve/cache.ts";
import type { LockedFile, LockedFlow } from "../../resolve/locked.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import type { ReadFlow } from "./read-flow.ts";
import type { RegistryReader } from "./registry-reader.ts";

/** What a lockfile names, of a registry with commits. */
export interface Fetch {
  /** As it was asked for. */
  readonly reference: string;
  readonly locked: LockedFlow & { readonly commit: string };
  readonly source: RegistrySource;
  readonly options: ResolveOptions;
}

/**
 * The very files that a lockfile names, from the cache or by their commit: nothing is resolved. `digest-mismatch` for other bytes,
 * `version-file-missing` where the commit has no such file.
 */
export async function fetchLocked(context: ConsumerContext, { reference, locked, source, options }: Fetch): Promise<ResolvedFlow> {
  const { path, digest, files, contentDigest } = locked;
  const own = toContentDigest({ path, digest }, files);
  // What the file says of itself has to agree, or a part of it was left out.
  if (own !== contentDigest) throw mismatch(locked, { path: `The list of files`, wanted: contentDigest, found: own });
  const key: EntryKey = { registry: { id: source.id, url: source.url }, commit: locked.commit, path };
  const known = await context.cache.readEntry(key);
  if (known !== null) return toResolved(checked(known, locked), reference, source, locked, true);
  // Whatever reaches a registry, or reads YAML, takes longer to load than this.
  const { openRegistry } = await import("./open-registry.ts");
  const reader = openRegistry(context, source, options);
  const { facts, contents } = await readLocked(reader, locked);
  const entry = await context.cache.writeEntry(key, facts, contents);
  return toResolved(checked(entry, locked), reference, source, locked, false);
}

function checked(entry: Entry, locked: LockedFlow): Entry {
  const wrong = firstOther(locked, entry.facts.files);
  if (wrong !== null) throw mismatch(locked, wrong);
  return entry;
}

/** Which files a flow has depends on how its registry names flows, which is tried. */
async function readLocked(reader: RegistryReader, locked: Fetch["locked"]): Promise<ReadFlow> {
  const { flow, version, kind, tag, commit } = locked;
  const [{ checkFile }, { readFlow }] = await Promise.all([import("../../plan/consumer/locate-file.ts"), import("./read-flow.ts")]);
  const entries = await reader.readTree(commit);
  const file = findEntry(entries, locked, locked.path);
  checkFile(file, `the commit ${commit}`);
  const target = { entries, file, flow, version, kind, root: null };
  const read = await readFlow(reader, commit, { ...target, layout: "versions" }, tag);
  const wrong = firstOther(locked, read.facts.files);
  if (wrong === null) return read;
  const whole = await readFlow(reader, commit, { ...target, layout: "index" }, tag);
  if (firstOther(locked, whole.facts.files) === null) return whole;
  throw mismatch(locked, wrong);
}

function findEntry(entries: readonly TreeEntry[], { flow, commit }: LockedFlow, path: string): TreeEntry {
  const entry = entries.find((one) => one.path === path);
  if (entry !== undefined) return entry;
  throw failure(
    "version-file-missing",
    `${flow}${commit === null ? "" : ` at ${commit}`} has no file ${path}, which flows.lock names.`,
    "Run `flow-tagbot lock --update`, and look at what changed.",
  );
}

/** Reads whatever else a flow of the lockfile depends on in its commit, and fails like the above where it is not the same. */
export async function checkParts(reader: RegistryReader, locked: LockedFlow): Promise<void> {
  const { prompts, schemas, workflows, commit } = locked;
  const parts = [...workflows, ...[...prompts, ...schemas].flatMap(({ found }) => found ?? [])];
  if (parts.length === 0) return;
  const entries = await reader.readTree(commit);
  const wanted = parts.map(({ path }) => findEntry(entries, locked, path));
  const contents = await reader.readContents(wanted);
  for (const [index, { path, digest }] of parts.entries()) {
    const bytes = contents.get(wanted[index]?.oid ?? "");
    const found = bytes === undefined ? "not there" : toDigest(bytes);
    if (found !== digest) throw mismatch(locked, { path, wanted: digest, found });
  }
}

export interface Other {
  readonly path: string;
  readonly wanted: string;
  readonly found: string;
}

/** The first file of the lockfile that is not among these. */
function firstOther({ path, digest, files }: LockedFlow, found: readonly LockedFile[]): Other | null {
  const digests = new Map(found.map((file) => [file.path, file.digest]));
  for (const file of [{ path, digest }, ...files]) {
    const is = digests.get(file.path) ?? "not there";
    if (is !== file.digest) return { path: file.path, wanted: file.digest, found: is };
  }
  return null;
}

/** `--allow-drift` does not help: a lockfile is there so that nothing drifts. */
function mismatch({ flow, commit }: LockedFlow, { path, wanted, found }: Other): Failure {
  return failure(
    "digest-mismatch",
    `${path} of ${flow}${commit === null ? "" : ` at ${commit}`} is ${found}, and flows.lock says ${wanted}.`,
    "Do not use it before it is clear why. Where the new bytes are right, run `flow-tagbot lock --update`.",
  );
}

const WHY = "flows.lock says so.";

function toResolved(
  { facts, folder }: Entry,
  reference: string,
  source: RegistrySource,
  locked: LockedFlow,
  cached: boolean,
): ResolvedFlow {
  const { name, type, url } = source;
  // The entry may have been made for another tag or name of the same file.
  const { flow, version, kind, tag } = locked;
  return {
    ...facts,
    reference,
    flow,
    version,
    kind,
    tag,
    folder,
    file: join(folder, facts.path),
    registry: { name, type, url },
    yanked: null,
    deprecated: null,
    why: WHY,
    staleSince: null,
    cached,
  };
}

/** The first file on disk that is not what the lockfile says. */
export function findOtherOnDisk(found: ResolvedFlow, locked: LockedFlow): Other | null {
  // A local file is called in one way in its reference, and in another beside its files.
  return firstOther(locked, [...found.files, { path: found.path, digest: found.digest }]);
}

/** What was read from disk just now, if it is what the lockfile says. */
export function checkOnDisk(found: ResolvedFlow, locked: LockedFlow): ResolvedFlow {
  const wrong = findOtherOnDisk(found, locked);
  if (wrong !== null) throw mismatch(locked, wrong);
  return { ...found, why: WHY };
}
