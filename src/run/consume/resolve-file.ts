import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isErrorCode, sayErrorCode } from "../../model/error-code.ts";
import { failure } from "../../model/failure.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { LEVELS, namedPaths } from "../../plan/consumer/flow-files.ts";
import { isYaml, parseFileName } from "../../registry/file-name.ts";
import { LIMITS } from "../../resolve/limits.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext } from "./context.ts";
import { readInside } from "./folder-reader.ts";
import { readFlow } from "./read-flow.ts";
import { isExecutable } from "./resolve-in-folder.ts";

/** A file that lies here, with the files that it uses; `path` is as it was given. The paths of its files are below its own folder. */
export async function resolveFile({ directory }: Pick<ConsumerContext, "directory">, path: string, text: string): Promise<ResolvedFlow> {
  const file = resolve(directory, path);
  const [folder, name] = [dirname(file), basename(file)];
  const own: TreeEntry = { mode: "100644", oid: name, path: name };
  const contents = new Map([[name, await readLocal(file, path)]]);
  const entries: TreeEntry[] = [own];
  let open = [own];
  for (let level = 0; level < LEVELS; level += 1) {
    const next: TreeEntry[] = [];
    for (const { path: from, oid } of open) {
      for (const named of namedPaths((contents.get(oid) ?? "").toString(), from, "")) {
        if (contents.has(named) || contents.size > LIMITS.files || !(await isRegular(folder, named))) continue;
        contents.set(named, await readInside(join(folder, named), named, LIMITS.fileBytes));
        next.push({ mode: "100644", oid: named, path: named });
      }
    }
    entries.push(...next);
    open = next.filter((entry) => isYaml(entry.path));
  }
  const parsed = parseFileName(name);
  const flow = parsed.kind === "version" ? basename(folder) : name.replace(/\.[^.]*$/, "");
  const target = { flow, layout: "file", root: null, version: null, kind: null, file: own, entries } as const;
  const { facts } = await readFlow({ readContents: () => Promise.resolve(contents) }, "", target, null);
  const files = await Promise.all(facts.files.map(async (one) => ({ ...one, executable: await isExecutable(join(folder, one.path)) })));
  return {
    reference: text,
    flow,
    version: null,
    kind: null,
    tag: null,
    commit: null,
    path,
    root: null,
    digest: facts.digest,
    contentDigest: facts.contentDigest,
    files,
    folder,
    file,
    registry: null,
    framework: facts.framework,
    yanked: null,
    deprecated: null,
    why: "It is a file here.",
    staleSince: null,
    cached: false,
  };
}

async function readLocal(file: string, path: string): Promise<Buffer> {
  try {
    // A link of one's own may lead anywhere.
    return await readInside(await realpath(file), path, LIMITS.fileBytes);
  } catch (error) {
    if (!isErrorCode(error, "ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "ELOOP")) throw error;
    throw failure(
      "reference-invalid",
      `The file ${path} cannot be read: ${sayErrorCode(error, "file")}.`,
      path.includes("#")
        ? "Leave out what follows `#`: a file here has no versions to choose from."
        : "Correct the path. What starts with `.` or `/` is a file here, and never a flow of a registry.",
      error,
    );
  }
}

/** Whether there is a file that is reached without a link. */
async function isRegular(folder: string, path: string): Promise<boolean> {
  const parts = path.split("/");
  for (let count = 1; count <= parts.length; count += 1) {
    try {
      const stats = await lstat(join(folder, ...parts.slice(0, count)));
      if (count < parts.length ? !stats.isDirectory() : !stats.isFile()) return false;
    } catch (error) {
      if (isErrorCode(error, "ENOENT", "ENOTDIR", "EACCES", "ENAMETOOLONG")) return false;
      throw error;
    }
  }
  return true;
}
