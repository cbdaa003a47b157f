import { toDigest } from "../../model/digest.ts";
import { failure, type Failure } from "../../model/failure.ts";
import type { EntryFacts, EntryKey } from "../cache.ts";
import type { Limits } from "../transport.ts";
import { checkPaths } from "./safe-paths.ts";

/**
 * Checks what is about to become an entry: `registry-too-large` beyond the limits, `registry-unsafe` for its paths,
 * `digest-mismatch` where contents are not what the facts say of them.
 */
export function checkContents(key: EntryKey, facts: EntryFacts, contents: ReadonlyMap<string, Buffer>, limits: Limits): void {
  const { files } = facts;
  if (facts.commit !== key.commit || facts.path !== key.path) throw new TypeError("The facts are those of another entry.");
  if (files.length !== contents.size) throw new TypeError(`${files.length} files, and contents of ${contents.size}.`);
  const what = JSON.stringify(key.path.slice(0, 200));
  if (files.length > limits.files) throw tooLarge(`${what} comes with ${files.length} files, and ${limits.files} is the most`);
  let total = 0;
  for (const { path, size } of files) {
    if (size > limits.fileBytes)
      throw tooLarge(`${JSON.stringify(path.slice(0, 200))} has ${size} bytes, and ${limits.fileBytes} is the most`);
    total += size;
  }
  if (total > limits.totalBytes) throw tooLarge(`${what} and its files have ${total} bytes, and ${limits.totalBytes} is the most`);
  checkPaths(files.map(({ path }) => path));
  if (!files.some(({ path, digest }) => path === key.path && digest === facts.digest)) throw mismatch(key.path, key.commit);
  for (const { path, size, digest } of files) {
    const bytes = contents.get(path);
    if (bytes?.length !== size || toDigest(bytes) !== digest) throw mismatch(path, key.commit);
  }
}

function tooLarge(message: string): Failure {
  return failure("registry-too-large", `${message}. Nothing was kept.`, "Look at the flow's folder in the registry.");
}

function mismatch(path: string, commit: string): Failure {
  return failure(
    "digest-mismatch",
    `${JSON.stringify(path)} of commit ${commit} is not what its digest says.`,
    "Run again: something between here and the registry changed the file.",
  );
}
