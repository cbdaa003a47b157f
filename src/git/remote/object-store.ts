import { failure } from "../../model/failure.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { CommitView, CommitWant } from "../../resolve/transport.ts";
import type { Git } from "../git.ts";
import { parseTree, type FolderEntry } from "../parse-tree.ts";
import { readObjects } from "../read-objects.ts";
import { DEEPEST, foldersIn, listFiles } from "./list-files.ts";
import { readSizes, type ObjectSize } from "./read-sizes.ts";
import { tooLarge } from "./too-large.ts";

export interface StoreOptions {
  readonly git: Git;
  /** Files and folders of one commit. */
  readonly treeEntries: number;
  /** Bytes of all that is read: commits, folders and tags. */
  readonly mostBytes: number;
  /** True where all that is in the repository was asked for. False: it holds a whole history. */
  readonly readAll: boolean;
}

/** What a repository in the stage holds beside file contents, each object read once. */
export interface ObjectStore {
  /** Reads anew what there is; after each fetch. */
  readonly refresh: () => Promise<void>;
  readonly has: (oid: string) => boolean;
  /** Null where the commit is not here, is no commit, or is not what the tag leads to. */
  readonly view: (want: CommitWant) => Promise<CommitView | null>;
}

/** What an annotated tag points at, and what it says. */
interface TagObject {
  readonly target: string;
  readonly message: string;
}

const LONGEST_CHAIN = 16;

export function createObjectStore({ git, treeEntries, mostBytes, readAll }: StoreOptions): ObjectStore {
  let sizes: ReadonlyMap<string, ObjectSize> = new Map();
  const loaded = new Set<string>();
  const commits = new Map<string, string>();
  const tags = new Map<string, TagObject>();
  const folders = new Map<string, readonly FolderEntry[]>();
  const listed = new Map<string, readonly TreeEntry[]>();
  let bytes = 0;

  async function refresh(): Promise<void> {
    sizes = await readSizes(git);
    if (readAll) await load([...sizes.keys()]);
  }

  async function load(oids: readonly string[]): Promise<void> {
    const missing = [...new Set(oids)].filter((oid) => !loaded.has(oid) && isRead(sizes.get(oid)));
    for (const oid of missing) bytes += sizes.get(oid)?.size ?? 0;
    if (bytes > mostBytes) throw tooLarge(`its folders take more than ${mostBytes} bytes`);
    for (const object of await readObjects(git, missing)) {
      if (object === null) continue;
      const { oid, type, content } = object;
      loaded.add(oid);
      if (type === "tree") folders.set(oid, parseTree(object).map(normalise));
      const folder = type === "commit" ? parseCommitFolder(content) : null;
      if (folder !== null) commits.set(oid, folder);
      const tag = type === "tag" ? parseTagObject(content) : null;
      if (tag !== null) tags.set(oid, tag);
    }
  }

  /** Whether a tag leads to a commit; tags may point at tags. */
  async function leadsTo(tag: string, commit: string): Promise<boolean> {
    let at = tag;
    for (let step = 0; step < LONGEST_CHAIN; step++) {
      await load([at]);
      const target = tags.get(at)?.target;
      if (target === undefined) break;
      at = target;
    }
    return at === commit;
  }

  async function listCommit(folder: string): Promise<readonly TreeEntry[]> {
    const known = listed.get(folder);
    if (known !== undefined) return known;
    let level: readonly string[] = [folder];
    const seen = new Set(level);
    for (let depth = 1; level.length > 0; depth++) {
      if (depth > DEEPEST) throw tooLarge(`more than ${DEEPEST} folders are in one another`);
      await load(level);
      const missing = level.find((oid) => !folders.has(oid));
      if (missing !== undefined) throw failure("git-failed", `The server did not give the folder ${missing}.`, "Run again.");
      level = [...new Set(level.flatMap((oid) => foldersIn(folders.get(oid) ?? [])))].filter((oid) => !seen.has(oid));
      for (const oid of level) seen.add(oid);
    }
    const entries = listFiles(folder, folders, treeEntries);
    listed.set(folder, entries);
    return entries;
  }

  return {
    refresh,
    has: (oid) => sizes.has(oid),
    async view({ commit, tag }) {
      await load([commit]);
      const folder = commits.get(commit);
      if (folder === undefined) return null;
      if (tag?.annotated !== true) return { commit, entries: await listCommit(folder), tagMessage: null };
      if (!(await leadsTo(tag.object, commit))) return null;
      return { commit, entries: await listCommit(folder), tagMessage: tags.get(tag.object)?.message ?? null };
    },
  };
}

function isRead(known: ObjectSize | undefined): boolean {
  return known !== undefined && known.type !== "blob";
}

/** Old programs wrote modes with zeros in front. */
function normalise(entry: FolderEntry): FolderEntry {
  return entry.mode.startsWith("0") ? { ...entry, mode: entry.mode.replace(/^0+/, "") } : entry;
}

/** Reads `object <id>` and the text after the header; null for what is no tag. */
function parseTagObject(content: Buffer): TagObject | null {
  const text = content.toString("utf8");
  const target = /^object ([0-9a-f]{40,64})\n/.exec(text)?.[1];
  const end = text.indexOf("\n\n");
  return target === undefined ? null : { target, message: end < 0 ? "" : text.slice(end + 2) };
}

/** Id of a commit's folder, from its first line; null for what is no commit. */
function parseCommitFolder(content: Buffer): string | null {
  return /^tree ([0-9a-f]{40,64})\n/.exec(content.toString("latin1", 0, 128))?.[1] ?? null;
}
