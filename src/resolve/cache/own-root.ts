import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join, sep } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { failure, type Failure } from "../../model/failure.ts";
import { onDisk, readRegular, removeTree, rename, refused, writeNew } from "./disk.ts";
import type { Store } from "./store.ts";

/** https://bford.info/cachedir/: backups leave out the folder; the second line says whose it is. */
export const TAG = "CACHEDIR.TAG";
const TAG_TEXT = `Signature: 8a477f597d28d172789f06886806bc55
# Cache of flow-tagbot. Everything in here can be fetched again: \`flow-tagbot cache list\` shows it, \`cache prune\` removes it.
`;
const UNFINISHED_TAG = ".flow-tagbot-tag-";

/** Whether the root is a cache of ours; null where there is nothing yet. Fails for a folder that must not be touched. */
export function isOurs(root: string): true | null {
  const real = realRoot(root);
  if (real === null) return null;
  refuseSpecial(root, real);
  if (hasTag(root)) return true;
  const others = namesIn(root);
  if (others.length === 0) return null;
  // Another process may have made the tag, and more, since it was looked for.
  if (hasTag(root)) return true;
  const shown = others.slice(0, 3).join(", ");
  throw unfit(
    `${root} holds other things (${shown}${others.length > 3 ? ", …" : ""}) and is not a cache of flow-tagbot, so nothing in it is touched`,
  );
}

/** Makes the root and its tag, where they are not there yet. */
export function claimRoot(store: Store): void {
  const { root } = store;
  if (isOurs(root) === true) return;
  onDisk(root, "written", () => mkdirSync(root, { recursive: true, mode: 0o700 }));
  // Now that it is there, it may turn out to be a place that must not be touched.
  if (isOurs(root) === true) return;
  const unfinished = join(root, UNFINISHED_TAG + randomBytes(6).toString("hex"));
  writeNew(store, unfinished, TAG_TEXT, { mode: 0o644, sync: false });
  try {
    rename(store, unfinished, join(root, TAG));
  } catch (error) {
    removeTree(store, unfinished);
    // On Windows, two processes that do the same are in each other's way.
    if (!hasTag(root)) throw refused(root, "written", error);
  }
}

function hasTag(root: string): boolean {
  const read = readRegular(join(root, TAG), 4096);
  return read.kind === "file" && read.bytes.toString("latin1") === TAG_TEXT;
}

function namesIn(root: string): readonly string[] {
  return onDisk(root, "read", () => readdirSync(root)).filter((name) => !name.startsWith(UNFINISHED_TAG));
}

function realRoot(root: string): string | null {
  try {
    return realpathSync(root);
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return null;
    throw refused(root, "written", error);
  }
}

/** The home folder and all that is around it, the top of the disk among it. */
function refuseSpecial(root: string, real: string): void {
  const home = realHome();
  const end = real.endsWith(sep) ? real : real + sep;
  const isTop = join(real, "..") === real;
  if (isTop || (home !== null && `${home}${sep}`.startsWith(end)))
    throw unfit(`${root} is ${isTop ? "the top of the disk" : "the home folder, or around it"}, which cannot be a cache`);
}

function realHome(): string | null {
  try {
    return realpathSync(homedir());
  } catch {
    return null;
  }
}

function unfit(message: string): Failure {
  return failure("cache-unwritable", `${message}.`, "Choose an empty or new folder with --cache <dir> or FLOW_TAGBOT_CACHE.");
}
