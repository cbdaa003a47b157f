import { createHash } from "node:crypto";
import type { Git } from "./git.ts";

export interface GitObject {
  readonly oid: string;
  readonly type: string;
  readonly content: Buffer;
}

/**
 * Reads objects in bulk with one `cat-file --batch`, in the order of the names; null for a name that git does not
 * know. Names are object ids or `<commit>:<path>`; a line feed cannot occur in them.
 */
export async function* readObjects(git: Git, names: readonly string[]): AsyncGenerator<GitObject | null, void, void> {
  if (names.length === 0) return;
  let pieces: Buffer[] = [];
  let held = 0;
  // What the next object needs before it can be cut off: its header line first, then header and content.
  let needed = 0;
  for await (const chunk of git.stream(["cat-file", "--batch", "--buffer"], { input: `${names.join("\n")}\n` })) {
    pieces.push(chunk);
    held += chunk.length;
    if (held < needed) continue;
    let buffer = pieces.length === 1 ? chunk : Buffer.concat(pieces);
    for (;;) {
      const line = buffer.indexOf("\n");
      if (line < 0) break;
      const header = parseHeader(buffer.toString("utf8", 0, line));
      const end = line + 1 + (header === null ? 0 : header.size + 1);
      needed = end;
      if (buffer.length < end) break;
      yield header === null ? null : { oid: header.oid, type: header.type, content: buffer.subarray(line + 1, end - 1) };
      buffer = buffer.subarray(end);
      needed = 0;
    }
    pieces = [buffer];
    held = buffer.length;
  }
}

function parseHeader(line: string): { readonly oid: string; readonly type: string; readonly size: number } | null {
  const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line);
  return match === null ? null : { oid: match[1] ?? "", type: match[2] ?? "", size: Number(match[3]) };
}

/** SHA-256 of each blob's bytes, as `sha256:<hex>`; a blob that git cannot read has no entry. */
export async function readDigests(git: Git, blobs: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for await (const object of readObjects(git, [...blobs])) {
    if (object?.type === "blob") digests.set(object.oid, toDigest(object.content));
  }
  return digests;
}

export function toDigest(content: Buffer | string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** The texts of some objects by name; null for what is not there. */
export async function readTexts(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const texts = new Map<string, string | null>();
  let index = 0;
  for await (const object of readObjects(git, names)) {
    const name = names[index];
    index += 1;
    if (name !== undefined) texts.set(name, object?.type === "blob" ? object.content.toString("utf8") : null);
  }
  return texts;
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
  let rest = "";
  for await (const chunk of git.stream(["cat-file", "--batch-check=%(objectname)", "--buffer"], { input: `${names.join("\n")}\n` })) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) ids.push(/^[0-9a-f]{40,64}$/.test(line) ? line : null);
  }
  return ids;
}
