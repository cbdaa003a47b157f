import { open, readdir } from "node:fs/promises";
import { constants, type Dirent } from "node:fs";
import { join } from "node:path";
import { Failure, failure } from "../../model/failure.ts";
import { isErrorCode, sayErrorCode } from "../../model/error-code.ts";
import type { Problem } from "../../model/problem.ts";
import type { Refs } from "../../model/refs.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { toHeadView, type HeadView } from "../../plan/consumer/head-view.ts";
import { findOwnFiles, readOwnWords } from "../../plan/consumer/own-files.ts";
import { toPublishedFlows } from "../../plan/consumer/published-flows.ts";
import { LIMITS } from "../../resolve/limits.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { Limits } from "../../resolve/transport.ts";
import { registryLabel } from "./registry-label.ts";
import type { Overview, RegistryReader } from "./registry-reader.ts";

const NO_REFS: Refs = { defaultBranch: null, branches: new Map(), tags: new Map() };

/** The reader of a folder that is a registry as it lies on disk. Links are seen and never followed. */
export function createFolderReader(source: RegistrySource, limits: Limits = LIMITS): RegistryReader {
  let tree: Promise<readonly TreeEntry[]> | null = null;
  const readTree = (): Promise<readonly TreeEntry[]> => (tree ??= listFolder(source, limits));

  const readContents = async (files: readonly TreeEntry[]): Promise<ReadonlyMap<string, Buffer>> => {
    const contents = new Map<string, Buffer>();
    let left = limits.totalBytes;
    for (const { path, oid } of files) {
      if (contents.has(oid)) continue;
      const content = await readInside(join(source.url, path), path, Math.min(limits.fileBytes, left));
      left -= content.length;
      contents.set(oid, content);
    }
    return contents;
  };

  const readView = async (root: string | null): Promise<HeadView> => {
    const entries = await readTree();
    const own = findOwnFiles(entries);
    return toHeadView(entries, readOwnWords(own, await readContents(own.read)), root);
  };

  const readOverview = async (root: string | null): Promise<Overview> => {
    const head = await readView(root);
    return { refs: NO_REFS, staleSince: null, head, index: null, flows: toPublishedFlows({ refs: NO_REFS, head, index: null, root }) };
  };

  return {
    source,
    readOverview,
    readContents,
    readTree,
    readView: (_, root) => readView(root),
    readRefs: () => Promise.resolve({ refs: NO_REFS, staleSince: null }),
    readHead: () => readView(source.root),
    readFlows: async () => {
      const { head, flows } = await readOverview(source.root);
      if (head.problem !== null) throw new Failure([folderProblem(head.problem)]);
      return flows;
    },
    findCommits: () => Promise.reject(noCommits(source)),
    readCommits: () => Promise.reject(noCommits(source)),
    knowsHead: () => Promise.resolve(true),
    warm: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** A folder has neither commits nor tags that would work meanwhile. */
export function folderProblem(problem: Problem): Problem {
  return problem.code === "registry-config-invalid" ? { ...problem, fix: "Correct the file." } : problem;
}

/** `ref-on-path`; `file` is that of a version, if there is one. */
export function noCommits(source: RegistrySource, file: string | null = null): Failure {
  return failure(
    "ref-on-path",
    `The registry ${registryLabel(source)} is a folder, and has no versions, branches or commits to choose from.`,
    `Leave out \`#…\`${file === null ? "" : `, or name the version's file itself: \`${join(source.url, file)}\``}. A folder that is a git repository has its tags and branches too, if it is added with \`--type git\`.`,
  );
}

async function listFolder(source: RegistrySource, { treeEntries }: Limits): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const item of await readFolder(source, folder)) {
      const path = folder === "" ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory() && item.name !== ".git") folders.push(path);
      else if (item.isSymbolicLink()) entries.push({ mode: "120000", oid: path, path });
      else if (item.isFile()) entries.push({ mode: "100644", oid: path, path });
      if (entries.length + folders.length > treeEntries)
        throw failure(
          "registry-too-large",
          `The folder ${source.url} holds more than ${treeEntries} files.`,
          "Choose a folder that holds flows only.",
        );
    }
  }
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function readFolder(source: RegistrySource, folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(join(source.url, folder), { withFileTypes: true });
  } catch (error) {
    if (!isErrorCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP")) throw error;
    throw failure(
      "registry-source-invalid",
      `The folder ${join(source.url, folder)} of the registry ${registryLabel(source)} cannot be read: ${sayErrorCode(error, "folder")}.`,
      "Correct the registry's path in registries.yml, or the folder's rights; `flow-tagbot registry list` shows where it should be.",
      error,
    );
  }
}

/** The bytes of a regular file; a link in its place since it was listed is refused. */
export async function readInside(file: string, path: string, most: number): Promise<Buffer> {
  // Without waiting: nobody may ever write into a pipe.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw failure("version-file-missing", `${path} is no file.`, "Look at what lies there.");
    if (stats.size > most) {
      const message = `${path} has ${stats.size} bytes, and no more than ${most} are read.`;
      throw failure("registry-too-large", message, "Look at the flow's folder.");
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
