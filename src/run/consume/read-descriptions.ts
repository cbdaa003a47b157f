import { compareBuild, SemVer } from "semver";
import * as z from "zod/mini";
import { chooseProfile } from "../../changes/choose-profile.ts";
import { summariseFlow, type FlowSummary } from "../../changes/summary.ts";
import { Failure } from "../../model/failure.ts";
import { toWarning } from "../../model/problem.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { HeadView } from "../../plan/consumer/head-view.ts";
import type { PublishedFlow } from "../../plan/consumer/published.ts";
import { decodeText } from "../../registry/decode-text.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import type { ConsumerContext } from "./context.ts";
import type { RegistryReader } from "./registry-reader.ts";

const NOTE = "descriptions";

/** A list is for looking at; nobody looks at more, and each is a file to read. */
const MOST = 500;

const noteSchema = z.record(z.string(), z.nullable(z.string()));

/**
 * What the newest version file of each flow says of it, by path of the flow; flows that `index.yaml` describes are left out. All files are
 * read at once, and what they say is kept beside the commit for ever. Without network only what is kept is known, and a notice says so.
 */
export async function readDescriptions(
  context: Pick<ConsumerContext, "cache" | "onNotice">,
  reader: RegistryReader,
  commit: string | null,
  flows: readonly PublishedFlow[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(flows.flatMap(({ description, path }) => (description === null && path !== null ? [path] : [])));
  if (wanted.size === 0) return new Map();
  const known = commit === null ? new Map<string, string | null>() : await readKnown(context, reader, commit);
  const missing = [...wanted].filter((path) => !known.has(path)).slice(0, MOST);
  const read = missing.length === 0 ? new Map<string, string | null>() : await tryReading(context, reader, commit, missing);
  const all = new Map([...known, ...read]);
  if (commit !== null && read.size > 0) {
    const text = JSON.stringify(Object.fromEntries([...all].toSorted(([a], [b]) => (a < b ? -1 : 1))));
    await context.cache.writeNote(reader.source, commit, NOTE, text);
  }
  return new Map([...wanted].flatMap((path) => (typeof all.get(path) === "string" ? [[path, all.get(path) ?? ""] as const] : [])));
}

/** What a flow's file says of it; null for one that is no flow, or no text. */
export function summarise(bytes: Buffer): FlowSummary | null {
  const decoded = decodeText(bytes);
  const parsed = decoded.ok ? parseYaml(decoded.text) : null;
  return parsed?.ok === true ? summariseFlow(parsed.root, chooseProfile(parsed.root, null)) : null;
}

async function readKnown(
  { cache }: Pick<ConsumerContext, "cache">,
  { source }: RegistryReader,
  commit: string,
): Promise<ReadonlyMap<string, string | null>> {
  const note = await cache.readNote(source, commit, NOTE);
  return note === null ? new Map() : parseNote(note);
}

/** A note that cannot be read is written anew. */
function parseNote(text: string): ReadonlyMap<string, string | null> {
  try {
    const parsed = noteSchema.safeParse(JSON.parse(text));
    return new Map(parsed.success ? Object.entries(parsed.data) : []);
  } catch (error) {
    if (error instanceof SyntaxError) return new Map();
    throw error;
  }
}

async function tryReading(
  { onNotice }: Pick<ConsumerContext, "onNotice">,
  reader: RegistryReader,
  commit: string | null,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  try {
    const [head, tree] = await Promise.all([reader.readHead(), reader.readTree(commit)]);
    const files = findNewest(head, tree, paths);
    const contents = await reader.readContents([...files.values()]);
    return new Map(
      paths.map((path) => {
        const bytes = contents.get(files.get(path)?.oid ?? "");
        return [path, bytes === undefined ? null : (summarise(bytes)?.description ?? null)];
      }),
    );
  } catch (error) {
    if (!(error instanceof Failure) || !NO_REASON_TO_STOP.has(error.code)) throw error;
    const { message, fix } = error.problems[0];
    onNotice(toWarning(error.code, `Descriptions of flows are left out: ${message}`, fix));
    return new Map();
  }
}

/** A list without descriptions is still a list. */
const NO_REASON_TO_STOP: ReadonlySet<string> = new Set(["offline-missing", "git-network", "forge-unreachable", "registry-too-large"]);

/** The file that describes the flow at each path: its own (`index.yaml`), else its highest version, a stable one if there is one. */
function findNewest(head: HeadView, tree: readonly TreeEntry[], paths: readonly string[]): ReadonlyMap<string, TreeEntry> {
  const entries = new Map(tree.map((entry) => [entry.path, entry]));
  const folders = Map.groupBy(head.files, ({ path }) => path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
  return new Map(
    paths.flatMap((path) => {
      const files = (folders.get(path) ?? []).map((file) => ({ ...file, semver: new SemVer(file.version) }));
      const [newest] = files.toSorted(
        (a, b) => Number(a.semver.prerelease.length > 0) - Number(b.semver.prerelease.length > 0) || compareBuild(b.semver, a.semver),
      );
      const entry = entries.get(newest?.path ?? path);
      return entry === undefined ? [] : [[path, entry] as const];
    }),
  );
}
