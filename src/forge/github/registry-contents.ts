import * as z from "zod/mini";
import { failure, type Failure } from "../../model/failure.ts";
import { isObjectId, OBJECT_ID, toBlobId } from "../../model/object-id.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { CommitView, CommitWant, Limits } from "../../resolve/transport.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseAnswer } from "./parse-answer.ts";
import type { HttpRequest } from "./registry-http.ts";

const ID = z.string().check(z.regex(OBJECT_ID));
const TREE = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string().check(z.minLength(1)),
      mode: z.string().check(z.regex(/^[0-7]{6}$/)),
      type: z.string(),
      sha: ID,
      size: z.optional(z.int()),
    }),
  ),
});
const TAG = z.object({ sha: ID, message: z.string() });
const BLOB = z.object({ content: z.string(), encoding: z.string() });

const MIB = 1024 * 1024;
/** GitHub's own bound for a listing is 7 MB; these are only there to end what never ends. */
const LISTING = { mostBytes: 64 * MIB, beyond: "forge-unreadable" } as const;
const TAG_OBJECT = { mostBytes: 4 * MIB, beyond: "forge-unreadable" } as const;

/** Requests under way at the same time; GitHub allows 100. */
const AT_ONCE = 8;

/** Asks the API for a path below the repository, and gives the JSON of its answer. */
export type AskApi = (path: string, limit: Pick<HttpRequest, "mostBytes" | "beyond">) => Promise<unknown>;

export interface ContentsReader {
  readonly readCommits: (wants: readonly CommitWant[]) => Promise<readonly CommitView[]>;
  readonly readContents: (files: readonly TreeEntry[]) => Promise<ReadonlyMap<string, Buffer>>;
}

/** Reads commits and files by REST: one request for the files of a commit, one for the message of a tag, one for each content. */
export function createContentsReader(ask: AskApi, limits: Limits): ContentsReader {
  /** Bytes of each blob that a listing told of. */
  const sizes = new Map<string, number>();

  async function readFiles(commit: string): Promise<readonly TreeEntry[]> {
    const what = `The files of commit ${commit} could not be read`;
    const data = await found(what, `/git/trees/${commit}?recursive=1`, LISTING);
    const { tree, truncated } = parseAnswer(TREE, data, "a listing of files");
    if (truncated) {
      throw failure(
        "forge-unreadable",
        `The server's listing of commit ${commit} is cut off: it holds more than 100,000 files.`,
        "Nothing needs to be done: git lists all of them.",
      );
    }
    const files = tree.filter(({ type }) => type !== "tree");
    if (files.length > limits.treeEntries)
      throw tooLarge(`Commit ${commit} has ${files.length} files; ${limits.treeEntries} are looked at.`);
    for (const { sha, size } of files) if (size !== undefined) sizes.set(sha, size);
    return files.map(({ mode, sha, path }) => ({ mode, oid: sha, path }));
  }

  async function readMessage({ tag }: CommitWant): Promise<string | null> {
    if (tag?.annotated !== true) return null;
    const what = `The tag ${tag.object} could not be read`;
    const { sha, message } = parseAnswer(TAG, await found(what, `/git/tags/${tag.object}`, TAG_OBJECT), "a tag");
    if (sha !== tag.object) throw unfit(`tag ${tag.object}`);
    return message;
  }

  /** What the API does not find may still be there: it is a little behind git after a push, and says the same of what the token may not see. */
  async function found(what: string, path: string, limit: Parameters<AskApi>[1]): Promise<unknown> {
    try {
      return await ask(path, limit);
    } catch (error) {
      if (toRefusal(error)?.status !== 404) throw githubFailure(what, error);
      throw failure("forge-unreadable", `${what}: the API does not know it.`, "Check that it is in the registry.", error);
    }
  }

  async function readBlob({ oid, path }: TreeEntry): Promise<Buffer> {
    // Base64 takes four characters for three bytes, and a line feed after each 60.
    const mostBytes = Math.ceil((sizes.get(oid) ?? limits.fileBytes) * 1.5) + MIB;
    let data: unknown;
    try {
      data = await ask(`/git/blobs/${encodeURIComponent(oid)}`, { mostBytes, beyond: "registry-too-large" });
    } catch (error) {
      throw githubFailure(`${path} could not be read`, error);
    }
    const { content, encoding } = parseAnswer(BLOB, data, "a file");
    const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
    if (bytes.length > limits.fileBytes) throw tooLarge(`${path} has ${bytes.length} bytes; a file may have ${limits.fileBytes}.`);
    if (toBlobId(bytes, oid) !== oid) throw unfit(path);
    return bytes;
  }

  function checkSizes(files: readonly TreeEntry[]): void {
    if (files.length > limits.files) throw tooLarge(`${files.length} files are wanted; ${limits.files} are allowed.`);
    const large = files.find(({ oid }) => (sizes.get(oid) ?? 0) > limits.fileBytes);
    if (large !== undefined) throw tooLarge(`${large.path} has ${sizes.get(large.oid) ?? 0} bytes; a file may have ${limits.fileBytes}.`);
    checkTotal(files.reduce((sum, { oid }) => sum + (sizes.get(oid) ?? 0), 0));
  }

  function checkTotal(bytes: number): void {
    if (bytes > limits.totalBytes) throw tooLarge(`The files have ${bytes} bytes and more; ${limits.totalBytes} are allowed.`);
  }

  return {
    readCommits: async (wants) => {
      const invalid = wants.find(({ commit, tag }) => !isObjectId(commit) || (tag !== null && !isObjectId(tag.object)));
      if (invalid !== undefined) throw unknownCommit(invalid.commit);
      const commits = [...new Set(wants.map(({ commit }) => commit))];
      const [listings, messages] = await Promise.all([inLanes(commits, readFiles), inLanes(wants, readMessage)]);
      const entries = new Map(commits.map((commit, index) => [commit, listings[index] ?? []]));
      return wants.map(({ commit }, index) => ({ commit, entries: entries.get(commit) ?? [], tagMessage: messages[index] ?? null }));
    },
    readContents: async (files) => {
      const unique = [...new Map(files.map((file) => [file.oid, file])).values()];
      checkSizes(unique);
      let total = 0;
      const contents = await inLanes(unique, async (file) => {
        const bytes = await readBlob(file);
        total += bytes.length;
        checkTotal(total);
        return bytes;
      });
      return new Map(unique.map(({ oid }, index) => [oid, contents[index] ?? Buffer.alloc(0)]));
    },
  };
}

/** Works on a few at a time, in any order; nothing is begun after the first error. */
async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const open = items.entries();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of open) {
      if (failed) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
  return results;
}

function unknownCommit(commit: string): Failure {
  return failure("ref-unknown", `${JSON.stringify(commit)} is no id of a commit.`, "Take a branch, tag or commit that the registry has.");
}

function tooLarge(message: string): Failure {
  return failure("registry-too-large", message, "Look at the flow's folder in the registry: flows are a few hundred kilobytes of text.");
}

function unfit(what: string): Failure {
  return failure(
    "forge-unreadable",
    `The server's answer for ${what} is not what its id stands for.`,
    "Check what stands between here and the server; a proxy may change answers.",
  );
}
