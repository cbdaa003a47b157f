import { createHash, hash, type Hash } from "node:crypto";
import { DIGEST_PREFIX } from "../model/digest.ts";
import { linesOf } from "./fields.ts";
import type { Git } from "./git.ts";

export interface GitObject {
  readonly oid: string;
  readonly type: string;
  readonly content: Buffer;
}

interface Header {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
}

interface Visitor {
  /** Called for each name in order; null for a name that git does not know. */
  readonly begin: (header: Header | null) => void;
  /** Called with the pieces of the object that began last. */
  readonly piece: (bytes: Buffer) => void;
  readonly end: () => void;
}

/**
 * Reads objects in bulk with one `cat-file --batch`, piece by piece as they arrive: a header line, the content, a line
 * feed. Names are object ids or `<commit>:<path>`; a line feed cannot occur in them.
 */
async function visitObjects(git: Git, names: readonly string[], visitor: Visitor): Promise<void> {
  if (names.length === 0) return;
  let header = "";
  // Bytes of the object that are still to come, with the line feed after it; null while a header is read.
  let open: number | null = null;
  for await (const chunk of git.stream(["cat-file", "--batch", "--buffer"], { input: `${names.join("\n")}\n` })) {
    let at = 0;
    while (at < chunk.length) {
      if (open === null) {
        const line = chunk.indexOf(10, at);
        header += chunk.toString("utf8", at, line < 0 ? chunk.length : line);
        if (line < 0) break;
        at = line + 1;
        const parsed = parseHeader(header);
        header = "";
        visitor.begin(parsed);
        open = parsed === null ? null : parsed.size + 1;
      } else {
        const taken = Math.min(open, chunk.length - at);
        const content = Math.min(taken, open - 1);
        if (content > 0) visitor.piece(chunk.subarray(at, at + content));
        at += taken;
        open -= taken;
        if (open > 0) continue;
        open = null;
        visitor.end();
      }
    }
  }
}

function parseHeader(line: string): Header | null {
  const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line);
  return match === null ? null : { oid: match[1] ?? "", type: match[2] ?? "", size: Number(match[3]) };
}

/** Whole objects in the order of the names; null for a name that git does not know. */
export async function readObjects(git: Git, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  const objects: (GitObject | null)[] = [];
  let current: Header | null = null;
  let pieces: Buffer[] = [];
  await visitObjects(git, names, {
    begin(header) {
      current = header;
      pieces = [];
      if (header === null) objects.push(null);
    },
    piece: (bytes) => pieces.push(bytes),
    end() {
      if (current !== null) objects.push({ oid: current.oid, type: current.type, content: Buffer.concat(pieces) });
    },
  });
  return objects;
}

/** SHA-256 of each blob's bytes, as `sha256:<hex>`; a blob that git cannot read has no entry. */
export async function readDigests(git: Git, blobs: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  let current: Header | null = null;
  let whole: Buffer | null = null;
  let pieces: Hash | null = null;
  await visitObjects(git, [...blobs], {
    begin(header) {
      current = header;
      whole = null;
      pieces = null;
    },
    // Nearly all files arrive in one piece, which is hashed at once: that takes half the time.
    piece(bytes) {
      if (whole === null) whole = bytes;
      else pieces = (pieces ?? createHash("sha256").update(whole)).update(bytes);
    },
    end() {
      if (current?.type === "blob") digests.set(current.oid, DIGEST_PREFIX + (pieces?.digest("hex") ?? hash("sha256", whole ?? "")));
    },
  });
  return digests;
}

/** The texts of some objects by name; null for what is not there. */
export async function readTexts(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const objects = await readObjects(git, names);
  return new Map(names.map((name, index) => [name, objects[index]?.type === "blob" ? objects[index].content.toString("utf8") : null]));
}

/**
 * Object ids of `<commit>:<path>` names, in their order; null where there is no such file. Split over two processes
 * when there are many, since the work is git's and machines have two cores at least.
 */
export async function readIds(git: Git, names: readonly string[]): Promise<readonly (string | null)[]> {
  const half = names.length > 2000 ? Math.ceil(names.length / 2) : names.length;
  const parts = await Promise.all([names.slice(0, half), names.slice(half)].map((part) => readIdsOf(git, part)));
  return parts.flat();
}

async function readIdsOf(git: Git, names: readonly string[]): Promise<readonly (string | null)[]> {
  if (names.length === 0) return [];
  const ids: (string | null)[] = [];
  const output = git.stream(["cat-file", "--batch-check=%(objectname)", "--buffer"], { input: `${names.join("\n")}\n` });
  for await (const lines of linesOf(output)) {
    for (const line of lines) ids.push(/^[0-9a-f]{40,64}$/.test(line) ? line : null);
  }
  return ids;
}
