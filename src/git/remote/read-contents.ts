import { failure } from "../../model/failure.ts";
import { toBlobId } from "../../model/object-id.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import type { Limits } from "../../resolve/transport.ts";
import type { Git } from "../git.ts";
import { readObjects } from "../read-objects.ts";
import { readSizes } from "./read-sizes.ts";
import { tooLarge } from "./too-large.ts";

/** Throws where there are more files than the limits allow; before anything is asked for. */
export function checkCount(files: readonly TreeEntry[], limits: Limits): void {
  if (files.length > limits.files) throw tooLarge(`${files.length} files are wanted, and ${limits.files} may be`);
}

/**
 * Contents of files by blob, each checked to be what its id says. Sizes are looked at before a byte is held. A Failure for
 * what is no file, is not there, or beyond the limits.
 */
export async function readContents(git: Git, files: readonly TreeEntry[], limits: Limits): Promise<ReadonlyMap<string, Buffer>> {
  const paths = new Map(files.map(({ oid, path }) => [oid, path]));
  const sizes = await readSizes(git, [...paths.keys()]);
  let total = 0;
  // The same content at two paths is written twice.
  for (const { oid, path } of files) {
    const known = sizes.get(oid);
    if (known?.type !== "blob") throw failure("git-failed", `The server did not give the content ${oid} of ${path}.`, "Run again.");
    if (known.size > limits.fileBytes) throw tooLarge(`${path} has ${known.size} bytes, and ${limits.fileBytes} may be`);
    total += known.size;
    if (total > limits.totalBytes) throw tooLarge(`the files together have more than ${limits.totalBytes} bytes`);
  }
  const contents = new Map<string, Buffer>();
  for (const object of await readObjects(git, [...paths.keys()])) {
    if (object === null) continue;
    if (toBlobId(object.content, object.oid) !== object.oid)
      throw failure("git-failed", `The content of ${paths.get(object.oid) ?? object.oid} is not that of ${object.oid}.`, "Run again.");
    contents.set(object.oid, object.content);
  }
  return contents;
}
