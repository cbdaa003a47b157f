import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The git questions that the REST API asks; every answer is fresh from the repository on disk. */
export type BareRepository = {
  readonly path: string;
  /** Object id of what a name points at, or undefined when there is no such object. */
  readonly objectId: (name: string) => Promise<string | undefined>;
  /** Commit date of what a name peels to, or undefined when that is no commit. */
  readonly commitDate: (name: string) => Promise<Date | undefined>;
  readonly objectType: (id: string) => Promise<string | undefined>;
  readonly contentOf: (id: string) => Promise<string>;
  /** The bytes of a file. */
  readonly bytesOf: (id: string) => Promise<Buffer>;
  /** What a tree holds; with what its folders hold, when asked for. */
  readonly treeOf: (id: string, recursive: boolean) => Promise<readonly Entry[]>;
  /** Blob and path of every workflow file in a commit; none for what is no commit. */
  readonly workflowFiles: (commit: string) => Promise<readonly string[]>;
  readonly refs: (prefix: string) => Promise<readonly Ref[]>;
  readonly defaultBranch: () => Promise<string>;
  readonly isRefName: (name: string) => Promise<boolean>;
  readonly createRef: (name: string, id: string) => Promise<boolean>;
  readonly createTagObject: (content: string) => Promise<string | undefined>;
};

export type Ref = { readonly name: string; readonly id: string; readonly type: string };

/** `size` is in bytes; folders and submodules have none. */
export type Entry = {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly size: number | undefined;
  readonly path: string;
};

type Result = { readonly code: number; readonly output: string; readonly error: string };

/** Settings by environment: an existing repository keeps its own config file, and the user's is not read. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const settings = {
    "safe.directory": "*",
    "gc.auto": "0",
    "receive.autogc": "false",
    "http.receivepack": "true",
    "receive.fsckObjects": "true",
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    ...more,
  };
  const environment: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
  };
  for (const [index, [key, value]] of Object.entries(settings).entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}

function runGit(path: string, args: readonly string[], input?: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const options = { env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024 };
    const child = execFile("git", ["--git-dir", path, ...args], options, (error, output, errorText) => {
      if (error !== null && typeof error.code !== "number") reject(new Error(`git ${args.join(" ")} did not run`, { cause: error }));
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, output, error: errorText });
    });
    child.stdin?.end(input);
  });
}

/** `<mode> <type> <id> <size> TAB <path>`. */
function parseEntry(line: string): Entry {
  const tab = line.indexOf("\t");
  const [mode = "", type = "", id = "", size = ""] = line.slice(0, tab).split(/ +/u);
  return { mode, type, id, size: size === "-" ? undefined : Number(size), path: line.slice(tab + 1) };
}

async function outputOf(path: string, args: readonly string[], input?: string): Promise<string> {
  const result = await runGit(path, args, input);
  if (result.code !== 0) throw new Error(`git ${args.join(" ")}: ${result.error}`);
  return result.output;
}

async function lineOf(path: string, args: readonly string[], input?: string): Promise<string | undefined> {
  const result = await runGit(path, args, input);
  return result.code === 0 && result.output !== "" ? result.output.trim() : undefined;
}

/** Creates an empty bare repository at `path`. */
export async function createBareRepository(path: string, branch: string): Promise<void> {
  await outputOf(path, ["init", "--quiet", "--bare", `--initial-branch=${branch}`, path]);
}

/** Names that need no process to be found good; about all others git is asked. */
function isPlainRefName(name: string): boolean {
  return /^[\w+-]+(?:[./][\w+-]+)*$/u.test(name) && !name.includes(".lock");
}

export function openBareRepository(path: string): BareRepository {
  return {
    path,
    objectId: (name) => lineOf(path, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{object}`]),
    commitDate: async (name) => {
      const seconds = await lineOf(path, ["show", "--no-patch", "--format=%ct", "--end-of-options", `${name}^{commit}`]);
      return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
    },
    objectType: (id) => lineOf(path, ["cat-file", "-t", id]),
    contentOf: (id) => outputOf(path, ["cat-file", "-p", id]),
    bytesOf: (id) =>
      new Promise((resolve, reject) => {
        const options = { env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024, encoding: "buffer" } as const;
        execFile("git", ["--git-dir", path, "cat-file", "blob", id], options, (error, output) => {
          if (error === null) resolve(output);
          else reject(new Error(`git cat-file blob ${id} did not run`, { cause: error }));
        });
      }),
    treeOf: async (id, recursive) => {
      const output = await outputOf(path, ["ls-tree", "-z", "--long", ...(recursive ? ["-r", "-t"] : []), id]);
      return output
        .split("\0")
        .filter((line) => line !== "")
        .map(parseEntry);
    },
    workflowFiles: async (commit) => {
      const { output } = await runGit(path, ["ls-tree", "-r", "-z", commit, "--", ".github/workflows/"]);
      return output.split("\0").flatMap((line) => (line === "" ? [] : [line.replace(/^\d+ blob /u, "")]));
    },
    refs: async (prefix) => {
      const output = await outputOf(path, ["for-each-ref", "--format=%(refname)%00%(objectname)%00%(objecttype)"]);
      return output.split("\n").flatMap((line) => {
        const [name = "", id = "", type = ""] = line.split("\0");
        return line !== "" && name.startsWith(prefix) ? [{ name, id, type }] : [];
      });
    },
    defaultBranch: async () => (await readFile(join(path, "HEAD"), "utf8")).replace("ref: refs/heads/", "").trim(),
    isRefName: async (name) => isPlainRefName(name) || (await runGit(path, ["check-ref-format", name])).code === 0,
    createRef: async (name, id) => (await runGit(path, ["update-ref", name, id, "0".repeat(40)])).code === 0,
    createTagObject: (content) => lineOf(path, ["mktag"], content),
  };
}
