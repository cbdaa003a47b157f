import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { authorEnvironment, isolatedEnvironment, ISOLATED_SETTINGS } from "./isolated-git.ts";

export interface CommitOptions {
  /** `Name <mail>`. */
  readonly author?: string;
}

export interface TagOptions {
  readonly annotated?: boolean;
  /** Implies an annotated tag. */
  readonly message?: string;
}

export interface CloneOptions {
  readonly depth?: number;
  readonly bare?: boolean;
  /** As git spells it: `blob:none`. */
  readonly filter?: string;
}

/** A real git repository in a temporary folder. Every method runs git and throws with git's words when it fails. */
export interface TestRegistry extends Disposable {
  /** The work tree, or the repository itself when it is bare. */
  readonly dir: string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly remove: (path: string) => void;
  /** A symbolic link; replaces whatever was at the path. */
  readonly link: (path: string, target: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly chmod: (path: string, mode: number) => void;
  /** Commits the whole work tree, empty or not, one minute after the last commit; returns the SHA. */
  readonly commit: (message: string, options?: CommitOptions) => string;
  /** Makes a branch at HEAD and checks it out. */
  readonly branch: (name: string) => void;
  readonly checkout: (name: string) => void;
  /** Always a merge commit; several names make an octopus. */
  readonly merge: (names: string | readonly string[], message: string, options?: CommitOptions) => string;
  readonly revert: (sha: string) => string;
  readonly tag: (name: string, sha?: string, options?: TagOptions) => void;
  readonly head: () => string;
  /** Standard output without its last line feed. */
  readonly git: (...args: readonly string[]) => string;
  /** The object id of a path at a revision, HEAD unless told. */
  readonly blob: (path: string, rev?: string) => string;
  /** A bare repository beside the work tree, added as `origin`, with main pushed; returns its path. */
  readonly addBareRemote: () => string;
  /** Pushes every branch and tag unless told otherwise. */
  readonly push: (...refspecs: readonly string[]) => void;
  /** Clones the remote if there is one, else this repository. */
  readonly clone: (options?: CloneOptions) => TestRegistry;
  /** The same repository elsewhere, without its remote, for a fraction of what building it takes. */
  readonly copy: () => TestRegistry;
  readonly cleanup: () => void;
}

export interface RegistryOptions {
  /** The branch of the first commit; `main` unless told. */
  readonly branch?: string;
  /** An existing empty folder to build in, instead of a temporary one. */
  readonly base?: string;
  readonly objectFormat?: "sha1" | "sha256";
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1) / 1000;
const MINUTE = 60;

/** Builds an empty repository that the caller removes with `cleanup`. */
export function openRegistry(options: RegistryOptions = {}): TestRegistry {
  const base = options.base ?? mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  const dir = join(base, "work");
  mkdirSync(dir, { recursive: true });
  const clock = { next: FIRST_COMMIT };
  const registry = repositoryAt(base, dir, clock);
  registry.git("init", "--quiet", `--initial-branch=${options.branch ?? "main"}`, `--object-format=${options.objectFormat ?? "sha1"}`);
  return registry;
}

/** The commit that is checked out, if git keeps it in a file of its own: a process takes a hundred times as long. */
function readHead(folder: string): string | null {
  try {
    const [, branch] = /^ref: (.+)$/m.exec(readFileSync(join(folder, "HEAD"), "utf8")) ?? [];
    const sha = branch === undefined ? "" : readFileSync(join(folder, branch), "utf8").trim();
    return /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
  } catch {
    return null;
  }
}

function repositoryAt(base: string, dir: string, clock: { next: number }, owned: string = base): TestRegistry {
  const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): string =>
    execFileSync("git", [...ISOLATED_SETTINGS, ...args], {
      cwd: dir,
      env: { ...isolatedEnvironment(base), ...environment },
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    }).replace(/\n$/, "");
  const git = (...args: readonly string[]): string => run(args);
  const head = (): string => readHead(join(dir, ".git")) ?? git("rev-parse", "HEAD");
  const dated = (args: readonly string[], author?: string): string => {
    const date = `${String(clock.next)} +0000`;
    clock.next += MINUTE;
    run(args, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, ...authorEnvironment(author) });
    return head();
  };
  const place = (path: string): string => {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  };
  const remoteDir = join(base, "remote.git");
  const push = (...refspecs: readonly string[]): void => {
    git("push", "--quiet", "origin", ...(refspecs.length === 0 ? ["refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*"] : refspecs));
  };
  const cleanup = (): void => {
    rmSync(owned, { recursive: true, force: true });
  };
  return {
    dir,
    write: (path, content) => {
      writeFileSync(place(path), content);
    },
    remove: (path) => {
      rmSync(join(dir, path), { recursive: true });
    },
    link: (path, target) => {
      rmSync(place(path), { force: true });
      symlinkSync(target, join(dir, path));
    },
    rename: (from, to) => {
      renameSync(join(dir, from), place(to));
    },
    chmod: (path, mode) => {
      chmodSync(join(dir, path), mode);
    },
    commit: (message, { author } = {}) => {
      git("add", "--all");
      return dated(["commit", "--quiet", "--allow-empty", "--no-verify", "-m", message], author);
    },
    branch: (name) => {
      git("checkout", "--quiet", "-b", name);
    },
    checkout: (name) => {
      git("checkout", "--quiet", name);
    },
    merge: (names, message, { author } = {}) =>
      dated(["merge", "--quiet", "--no-ff", "-m", message, ...(typeof names === "string" ? [names] : names)], author),
    revert: (sha) => {
      const parents = git("rev-list", "--parents", "-n1", sha).split(" ").length - 1;
      return dated(["revert", "--no-edit", ...(parents > 1 ? ["-m", "1"] : []), sha]);
    },
    tag: (name, sha = "HEAD", { annotated = false, message } = {}) => {
      const kind = annotated || message !== undefined ? ["-a", "-m", message ?? name] : [];
      const date = `${String(clock.next)} +0000`;
      run(["tag", ...kind, name, sha], { GIT_COMMITTER_DATE: date });
    },
    head,
    git,
    blob: (path, rev = "HEAD") => git("rev-parse", "--verify", `${rev}:${path}`),
    addBareRemote: () => {
      const format = git("rev-parse", "--show-object-format");
      git("init", "--quiet", "--bare", "--initial-branch=main", `--object-format=${format}`, remoteDir);
      for (const setting of ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"])
        git("--git-dir", remoteDir, "config", setting, "true");
      git("remote", "add", "origin", remoteDir);
      push("main");
      return remoteDir;
    },
    push,
    clone: ({ depth, bare = false, filter } = {}) => {
      const target = mkdtempSync(join(base, "clone-"));
      const source = existsSync(remoteDir) ? remoteDir : dir;
      // git honours depth and filter only over a transport, hence the URL.
      git(
        ...["-c", "uploadpack.allowFilter=true", "clone", "--quiet"],
        ...(depth === undefined ? [] : [`--depth=${String(depth)}`]),
        ...(bare ? ["--bare"] : []),
        ...(filter === undefined ? [] : [`--filter=${filter}`]),
        ...[pathToFileURL(source).href, target],
      );
      return repositoryAt(base, target, { next: clock.next }, target);
    },
    copy: () => {
      const other = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
      const target = join(other, "work");
      // The hooks that git puts into every repository as samples are half of its files.
      cpSync(dir, target, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".sample") });
      return repositoryAt(other, target, { next: clock.next });
    },
    cleanup,
    [Symbol.dispose]: cleanup,
  };
}
