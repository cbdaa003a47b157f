import { existsSync, lstatSync } from "node:fs";
import { constants, copyFile, mkdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isErrorCode } from "../model/error-code.ts";
import { withSettings } from "./environment.ts";
import { fieldsOf } from "./fields.ts";
import type { Git } from "./git.ts";
import { readCommit } from "./open-repository.ts";

/** What a person has in front of them, committed or not, as a tree. */
export interface WorkTree {
  readonly tree: string;
  /** Sees the tree and its files beside everything that the repository holds. */
  readonly git: Git;
  /** Removes what was written; the tree is gone afterwards. */
  readonly close: () => Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/**
 * The work tree as a tree, without what git ignores; null where nothing is checked out. Only the paths that match the
 * pathspecs are looked at, the others are as in the index. Nothing in the repository changes: index and new objects
 * live in a folder of their own. No filter program of the checkout is run.
 */
export async function openWorkTree(git: Git, pathspecs: readonly string[]): Promise<WorkTree | null> {
  const asked = ["rev-parse", "--path-format=absolute", "--is-inside-work-tree", "--git-path", "index", "--git-path", "objects"];
  const [where, settings] = await Promise.all([git.text(asked), readHarmless(git)]);
  const [inside, index = "", objects = ""] = where.split("\n");
  if (inside !== "true") return null;
  const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-tree-"));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    // The copy knows which files are unchanged, and which ones a sparse checkout leaves out.
    // Before the first commit and the first `git add` there is none.
    if (!(await copied(index, join(folder, "index"))) && (await readCommit(git, "HEAD")) !== null) {
      await close();
      return null;
    }
    await mkdir(join(folder, "objects/info"), { recursive: true });
    await writeFile(join(folder, "objects/info/alternates"), `${objects}\n`);
    const own = git.with((environment) => toOwn(withSettings(environment, settings), folder));
    const { gone, there } = await readTouched(own, pathspecs);
    // Without a look at what is in their place now, which may be a folder.
    await updateIndex(own, ["--force-remove"], gone);
    await updateIndex(own, ["--add", "--remove", "--replace"], there);
    return { tree: (await own.text(["write-tree", "--missing-ok"])).trim(), git: own, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function toOwn(environment: Environment, folder: string): Environment {
  return { ...environment, GIT_INDEX_FILE: join(folder, "index"), GIT_OBJECT_DIRECTORY: join(folder, "objects") };
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    const { atimeMs, mtimeMs } = await stat(from);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    // By the age of the index git knows which files may have changed since without looking so.
    await utimes(to, Math.floor(atimeMs / 1000), Math.floor(mtimeMs / 1000));
    return true;
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Settings under which no program of the checkout is run, and no line end keeps a file from being read. */
async function readHarmless(git: Git): Promise<readonly (readonly [string, string])[]> {
  const { stdout } = await git.attempt(["config", "--null", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|process|required)$"]);
  const filters = stdout
    .split("\0")
    .filter((name) => name !== "")
    .map((name) => [name, name.endsWith(".required") ? "false" : ""] as const);
  return [...filters, ["core.safecrlf", "false"], ["core.splitIndex", "false"]];
}

async function updateIndex(git: Git, options: readonly string[], paths: ReadonlySet<string>): Promise<void> {
  if (paths.size === 0) return;
  const input = [...paths].map((path) => `${path}\0`).join("");
  await git.text(["update-index", ...options, "-z", "--stdin"], { input });
}

/** What git could take for a file: a pipe or a socket is nothing to it. */
function kindAt(place: string): "file" | "folder" | "nothing" {
  try {
    const found = lstatSync(place);
    if (found.isDirectory()) return "folder";
    return found.isFile() || found.isSymbolicLink() ? "file" : "nothing";
  } catch (error) {
    // The second where a file is in the place of a folder above.
    if (isErrorCode(error, "ENOENT", "ENOTDIR")) return "nothing";
    throw error;
  }
}

interface Touched {
  readonly gone: ReadonlySet<string>;
  /** Changed or new, or in a conflict. */
  readonly there: ReadonlySet<string>;
}

/** Paths whose file is not as in the index. */
async function readTouched(git: Git, pathspecs: readonly string[]): Promise<Touched> {
  const gone = new Set<string>();
  const there = new Set<string>();
  const args = ["ls-files", "-z", "-t", "--modified", "--deleted", "--others", "--exclude-standard", "--", ...pathspecs];
  for await (const fields of fieldsOf(git.stream(args))) {
    for (const field of fields) {
      // A letter that tells what is with it, and a space.
      const path = field.slice(2);
      const place = join(git.directory, path);
      // Git looks at the place, and does not mind that a folder is there now.
      const kind = field.startsWith("C ") ? kindAt(place) : "file";
      if (field.startsWith("R ") || kind === "nothing" || (kind === "folder" && !existsSync(join(place, ".git")))) gone.add(path);
      // A repository inside of this one is no part of it.
      else if (kind === "file" && !path.endsWith("/")) there.add(path);
    }
  }
  return { gone, there: new Set([...there].filter((path) => !gone.has(path))) };
}
