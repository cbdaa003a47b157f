import { chmod, link, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { isErrorCode } from "../../model/error-code.ts";
import { failure, Failure } from "../../model/failure.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import type { Problem } from "../../model/problem.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";

export interface CopiedFlow {
  /** Absolute path of the version file's copy. */
  readonly file: string;
  /** Absolute paths of what was written. */
  readonly written: readonly string[];
  /** Absolute paths of what was there already, with the same contents. */
  readonly kept: readonly string[];
}

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
  readonly mode: number;
}

/**
 * Copies a flow's files to `<directory>/<flow>/`, as they lie beside each other in the registry. Files with other contents are not
 * replaced: `file-exists` names all of them, and nothing is written then.
 */
export async function copyFlow(flow: ResolvedFlow, directory: string): Promise<CopiedFlow> {
  const copies = await Promise.all(toCopies(flow, directory).map(async (copy) => ({ ...copy, bytes: await readFile(copy.from) })));
  try {
    const states = await Promise.all(copies.map(compare));
    refuse(copies.filter((_, at) => states[at] === "other").map(({ to }) => to));
    const wanted = copies.filter((_, at) => states[at] === "missing");
    await writeAll(directory, wanted);
    const kept = copies.filter((_, at) => states[at] === "same").map(({ to }) => to);
    return { file: copies[0]?.to ?? directory, written: wanted.map(({ to }) => to), kept };
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw failure(
      "file-not-written",
      `${directory} could not be written to: ${error.message}`,
      "Put that right, or name another folder.",
      error,
    );
  }
}

function toCopies(flow: ResolvedFlow, directory: string): readonly Omit<Copy, "bytes">[] {
  const base = commonFolder(flow.files.map(({ path }) => folderOf(path)));
  const target = resolve(directory, flow.flow);
  return flow.files.map(({ path, executable }) => {
    const to = join(target, posix.relative(base, path));
    const way = relative(directory, to);
    if (way === ".." || way.startsWith(`..${sep}`))
      throw failure("path-outside", `${path} of ${flow.flow} would be written outside of ${directory}.`, "Take another flow.");
    return { from: path === flow.path ? flow.file : join(flow.folder, path), to, mode: executable ? 0o755 : 0o644 };
  });
}

/** The deepest folder that all of them lie in. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? "";
  while (!folders.every((folder) => folder === common || liesIn(folder, common))) common = folderOf(common);
  return common;
}

async function compare({ to, bytes }: Copy): Promise<"missing" | "same" | "other"> {
  try {
    return (await readFile(to)).equals(bytes) ? "same" : "other";
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return "missing";
    if (isErrorCode(error, "EISDIR")) return "other";
    throw error;
  }
}

function refuse(others: readonly string[]): void {
  const [first, ...rest] = others.map((path): Problem => ({
    code: "file-exists",
    severity: "error",
    path,
    line: null,
    message: `${path} is there already, with other contents.`,
    fix: "Remove it, or name another folder.",
  }));
  if (first !== undefined) throw new Failure([first, ...rest]);
}

/** All of them are written to a folder beside first, so that a full disk leaves no half of a flow. */
async function writeAll(directory: string, copies: readonly Copy[]): Promise<void> {
  if (copies.length === 0) return;
  await mkdir(directory, { recursive: true });
  const stage = await mkdtemp(join(directory, ".flow-tagbot-"));
  try {
    for (const [at, { bytes, mode }] of copies.entries()) {
      const file = join(stage, String(at));
      await writeFile(file, bytes, { flag: "wx" });
      // The user's mask would take the bit away that makes a program of it.
      if (mode === 0o755) await chmod(file, mode);
    }
    for (const [at, { to }] of copies.entries()) {
      await mkdir(dirname(to), { recursive: true });
      await placeNew(join(stage, String(at)), to);
    }
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** A link replaces nothing that came between. */
async function placeNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!isErrorCode(error, "EEXIST")) throw error;
    refuse([to]);
  }
}
