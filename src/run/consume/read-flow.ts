import { toDigest } from "../../model/digest.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { allFiles, followFiles, startFiles, type FilesOf } from "../../plan/consumer/flow-files.ts";
import { readFramework } from "../../plan/consumer/framework.ts";
import type { FoundAt } from "../../plan/consumer/newest-at.ts";
import { toContentDigest } from "../../registry/content-digest.ts";
import type { EntryFacts } from "../../resolve/cache.ts";
import type { ResolvedFile } from "../../resolve/resolved.ts";
import type { Target } from "./job.ts";
import type { RegistryReader } from "./registry-reader.ts";

export interface ReadFlow {
  readonly facts: EntryFacts;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** All files of a version with their digests. */
export async function readFlow(
  reader: Pick<RegistryReader, "readContents">,
  commit: string,
  target: Omit<FoundAt, "layout"> & Pick<Target, "entries"> & { readonly layout: FilesOf },
  tag: string | null,
): Promise<ReadFlow> {
  let files = startFiles(target.entries, target.file, target.layout);
  let contents = await reader.readContents(allFiles(files));
  while (files.open.length > 0) {
    files = followFiles(files, contents);
    contents = await reader.readContents(allFiles(files));
  }
  const read = allFiles(files).map((entry) => toFile(entry, contents.get(entry.oid) ?? Buffer.alloc(0)));
  const [first, ...others] = read;
  if (first === undefined) throw new Error("a version has its own file");
  const { flow, version, kind, root } = target;
  const digests = { digest: first.digest, contentDigest: toContentDigest(first, others) };
  const framework = readFramework((contents.get(target.file.oid) ?? Buffer.alloc(0)).toString("utf8"));
  return {
    facts: { flow, version, kind, tag, path: target.file.path, root, commit, ...digests, files: read, framework },
    contents: new Map(allFiles(files).map(({ path, oid }) => [path, contents.get(oid) ?? Buffer.alloc(0)])),
  };
}

function toFile({ path, mode }: TreeEntry, content: Buffer): ResolvedFile {
  return { path, digest: toDigest(content), size: content.length, executable: mode === "100755" };
}
