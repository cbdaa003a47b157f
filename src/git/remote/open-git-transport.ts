import { rm } from "node:fs/promises";
import { join } from "node:path";
import { failure, type Failure } from "../../model/failure.ts";
import { isObjectId } from "../../model/object-id.ts";
import type { Problem } from "../../model/problem.ts";
import type { Refs } from "../../model/refs.ts";
import type { Time } from "../../model/time.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { CommitView, CommitWant, Limits, Transport } from "../../resolve/transport.ts";
import { createGit, type Git } from "../git.ts";
import { createRefCollector } from "../read-refs.ts";
import { formatOf, makeBareRepository } from "./bare-repository.ts";
import { findCommits } from "./find-commits.ts";
import { createObjectStore, type ObjectStore } from "./object-store.ts";
import { checkCount, readContents } from "./read-contents.ts";
import { createRemoteDoor, remoteFailure } from "./remote-door.ts";
import { CLOSED } from "./remote-process.ts";
import { REMOTE, type Filter } from "./remote-environment.ts";
import { readRegistryUrl } from "./registry-url.ts";

export interface GitTransportOptions {
  /** https, http, ssh, git or file URL, `user@host:path`, or an absolute path. */
  readonly url: string;
  /** An empty private folder; removed by `close`. */
  readonly stage: string;
  /** Of git's processes, as gitEnvironment makes it. */
  readonly environment: Readonly<Record<string, string>>;
  /** For the host of an http(s) URL; null: git's own credential helpers. */
  readonly token: string | null;
  readonly limits: Limits;
  readonly onProcess: () => void;
  /** Told when the token was refused and git's own credentials were taken in its place. */
  readonly onNotice: (notice: Problem) => void;
  readonly time: Time;
}

/** A repository in the stage, with what it holds. */
interface Place {
  readonly folder: string;
  readonly git: Git;
  readonly store: ObjectStore;
}

/** Bytes on disk that an entry of a folder takes at most: an id, which cannot be compressed, and a name. */
const ENTRY_BYTES = 64;
/** What servers and git say of ids that are no branch or tag, where these cannot be asked for, or of depth. */
const NEEDS_TIPS = /unadvertised object|want \S+ not valid|not advertised|does not support|dumb http/i;
const NOT_THERE = /not our ref ([0-9a-f]{40,64})/;

/** Reads a registry with git: any host, any authentication that git knows. Throws a Failure for an address that git may not be given. */
export function openGitTransport(options: GitTransportOptions): Transport {
  const { stage, environment, limits, onProcess } = options;
  const registry = readRegistryUrl(options.url);
  const mostBytes = 2 * limits.totalBytes + ENTRY_BYTES * limits.treeEntries;
  const door = createRemoteDoor({ ...options, registry, mostBytes });
  const fetchedBlobs = new Set<string>();
  let refs: Refs | null = null;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  let partial: Place | null = null;
  let history: Place | null = null;
  // Servers that give nothing by id are asked for everything, once.
  let whole: Place | null = null;

  /** One after the other: they share repositories. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const open = (): Promise<T> => (closed ? Promise.reject(CLOSED) : work());
    const mine = queue.then(open, open);
    queue = mine.catch(() => undefined);
    return mine;
  }

  async function makePlace(name: string, id: string, readAll: boolean): Promise<Place> {
    const folder = join(stage, name);
    await makeBareRepository(folder, formatOf(id));
    const git = createGit({ directory: folder, environment: { ...environment, GIT_DIR: folder, GIT_NO_LAZY_FETCH: "1" }, onProcess });
    return { folder, git, store: createObjectStore({ git, treeEntries: limits.treeEntries, mostBytes, readAll }) };
  }

  async function readRefs(): Promise<Refs> {
    const repository = join(stage, "refs");
    await makeBareRepository(repository, "sha1");
    const args = ["ls-remote", "--symref", REMOTE, "HEAD", "refs/tags/*", "refs/heads/*"];
    const result = await door.ask({ args, repository, filter: null, input: "" });
    if (result.code !== 0) throw remoteFailure(args, result);
    const found = createRefCollector();
    for (const line of result.stdout.toString().split("\n")) found.take(line, "\t");
    refs = found.toRefs();
    return refs;
  }

  /** Fetches objects by id, in one request. False where the server gives only what branches and tags name. */
  async function fetchIds(place: Place, ids: readonly string[], filter: Filter, depth: readonly string[]): Promise<boolean> {
    const settings = [...depth, ...(filter === null ? [] : [`--filter=${filter}`])];
    const args = ["fetch", "--quiet", "--no-tags", "--no-auto-gc", "--no-write-fetch-head", ...settings, "--stdin", REMOTE];
    const result = await door.ask({ args, repository: place.folder, filter, input: `${ids.join("\n")}\n` });
    if (result.code === 0) return true;
    const missing = NOT_THERE.exec(result.stderr)?.[1];
    if (missing !== undefined) throw unknown(missing);
    if (NEEDS_TIPS.test(result.stderr)) return false;
    throw remoteFailure(args, result);
  }

  /** What all branches and tags lead to; null for a registry without any. */
  async function fetchTips(name: string, filter: Filter): Promise<Place | null> {
    const { branches, tags } = refs ?? (await readRefs());
    const ids = [...new Set([...branches.values(), ...[...tags.values()].map(({ object }) => object)])];
    const [first] = ids;
    if (first === undefined) return null;
    const place = await makePlace(name, first, false);
    if (!(await fetchIds(place, ids, filter, [])))
      throw failure("git-failed", "The server gives none of its branches and tags.", "Run again.");
    await place.store.refresh();
    return place;
  }

  async function readCommits(wants: readonly CommitWant[]): Promise<readonly CommitView[]> {
    const invalid = wants.find(({ commit, tag }) => !isObjectId(commit) || (tag !== null && !isObjectId(tag.object)));
    if (invalid !== undefined) throw unknown(invalid.commit);
    const [first] = wants;
    if (first === undefined) return [];
    const ids = wants.map(({ commit, tag }) => (tag?.annotated === true ? tag.object : commit));
    let place = whole ?? (partial ??= await makePlace("partial", first.commit, true));
    const { has } = place.store;
    const missing = [...new Set(ids)].filter((id) => !has(id));
    if (missing.length > 0 && whole === null) {
      if (await fetchIds(place, missing, "blob:none", ["--depth=1"])) await place.store.refresh();
      else place = whole = (await fetchTips("whole", null)) ?? place;
    }
    const views: CommitView[] = [];
    for (const want of wants) {
      const view = await place.store.view(want);
      if (view === null) throw unknown(want.commit);
      views.push(view);
    }
    return views;
  }

  async function readFiles(files: readonly TreeEntry[]): Promise<ReadonlyMap<string, Buffer>> {
    checkCount(files, limits);
    const [first] = files;
    if (first === undefined) return new Map();
    let place = whole ?? (partial ??= await makePlace("partial", first.oid, true));
    const { has } = place.store;
    const missing = [...new Set(files.map(({ oid }) => oid))].filter((oid) => !has(oid) && !fetchedBlobs.has(oid));
    if (missing.length > 0 && whole === null) {
      // With the filter git takes the answer for what it is, a part; contents that are named are sent all the same.
      if (await fetchIds(place, missing, "blob:none", [])) for (const oid of missing) fetchedBlobs.add(oid);
      else place = whole = (await fetchTips("whole", null)) ?? place;
    }
    return readContents(place.git, files, limits);
  }

  async function find(digits: string): Promise<readonly string[]> {
    const place = whole ?? (history ??= await fetchTips("history", "tree:0"));
    return place === null ? [] : findCommits(place.git, digits);
  }

  function unknown(id: string): Failure {
    return failure("ref-unknown", `${registry.url} has no ${id}.`, "Take a branch, tag or commit that the registry has.");
  }

  return {
    readRefs: () => inTurn(readRefs),
    findCommits: (digits) => inTurn(() => find(digits)),
    readCommits: (wants) => inTurn(() => readCommits(wants)),
    readContents: (files) => inTurn(() => readFiles(files)),
    async close() {
      closed = true;
      await door.close();
      await queue;
      await rm(stage, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
