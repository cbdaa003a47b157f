import { hash, randomBytes } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { listFolder, look, makeFolder, makeFolders, removeTree } from "./disk.ts";
import { isRegistryId, LAYOUT_FOLDER, SHARED_STAGES, STAGES } from "./layout.ts";
import type { Owner, Store } from "./store.ts";

/** No fetch takes that long: a process of that number is another one by now. */
const OLDEST_MS = 24 * 60 * 60 * 1000;

/** `<machine>-<pid>-<start>-<random>`: whose it is stands in the name, so that it is never there without. */
const NAME = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,16})-[0-9a-f]{12}$/;

/** Folders in which a registry's things are staged: beside where they go, so that one rename brings them there. */
export function stagesOf(registryId: string): readonly string[] {
  return [LAYOUT_FOLDER, registryId, STAGES];
}

export const SHARED: readonly string[] = [LAYOUT_FOLDER, SHARED_STAGES];

/** A path in a staging folder that nobody else uses; nothing is there yet. */
export function newStagePath(store: Store, stages: readonly string[]): string {
  const { pid } = store.owner;
  const name = `${thisMachine()}-${pid}-${Math.floor(store.now())}-${randomBytes(6).toString("hex")}`;
  return join(makeFolders(store, stages), name);
}

export function newStage(store: Store, stages: readonly string[]): string {
  const path = newStagePath(store, stages);
  makeFolder(store, path);
  return path;
}

/** Removes what killed processes left behind; never what a process that runs may still need. Gives the number of things removed. */
export function sweep(store: Store): number {
  const registries = listFolder(store.root, [LAYOUT_FOLDER]).filter((entry) => entry.isDirectory() && isRegistryId(entry.name));
  let removed = 0;
  for (const stages of [SHARED, ...registries.map(({ name }) => stagesOf(name))]) {
    for (const { name } of listFolder(store.root, stages)) {
      const path = join(store.root, ...stages, name);
      if (!isAbandoned(store, name, path)) continue;
      try {
        removeTree(store, path);
        removed += 1;
      } catch (error) {
        // It is in nobody's way, and somebody else may be sweeping too.
        if (!(error instanceof Failure)) throw error;
      }
    }
  }
  return removed;
}

function isAbandoned({ owner, now }: Store, name: string, path: string): boolean {
  const [, machine, pid = "", start = ""] = NAME.exec(name) ?? [];
  if (machine === undefined) return now() - (look(path)?.mtimeMs ?? now()) > OLDEST_MS;
  if (machine === thisMachine() && !runs(owner, Number(pid))) return true;
  return now() - Number(start) > OLDEST_MS && !isOwn(owner, machine, pid);
}

function isOwn(owner: Owner, machine: string, pid: string): boolean {
  return machine === thisMachine() && pid === String(owner.pid);
}

function runs(owner: Owner, pid: number): boolean {
  return pid === owner.pid || owner.isAlive(pid);
}

let machine: string | null = null;

/** A folder may be shared by machines and containers, in which one number means different processes. */
function thisMachine(): string {
  machine ??= hash("sha256", JSON.stringify([hostname(), readNamespace()])).slice(0, 8);
  return machine;
}

/** Linux tells apart containers of one machine, which may even have one name. */
function readNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
