import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backoff } from "../model/backoff.ts";
import { failure, Failure } from "../model/failure.ts";
import type { Time } from "../model/time.ts";
import { fetchObjects, withoutLazyFetch } from "./fetch.ts";
import type { Repository } from "./open-repository.ts";
import { isFile, parseTree, type FolderEntry } from "./parse-tree.ts";
import { pushBranch, readTip } from "./push-branch.ts";
import { ITSELF } from "./push-tags.ts";
import { readIds, readObjects, readTexts } from "./read-objects.ts";
import type { Tagger } from "./write-tags.ts";

export interface FileToPublish {
  readonly branch: string;
  /** Name of the file at the top of the branch. */
  readonly name: string;
  readonly content: string;
  readonly message: string;
  readonly author: Tagger;
  /** Date of the commit, in seconds since 1970, so that racing runs make one and the same commit. */
  readonly date: number;
  /** Whether the content belongs in the place of what is there; throws a Failure where that must not be touched. */
  readonly replaces: (present: string) => Promise<boolean>;
  readonly time: Time;
}

export type Publication =
  | { readonly kind: "published"; readonly commit: string }
  /** The branch has this very file, or one that it should keep. */
  | { readonly kind: "kept" };

const ATTEMPTS = 5;

/**
 * Puts a file onto a branch of the repository that tags are made in: one commit on the branch's tip as the server has it, or the first one
 * of a new branch. Other files stay, nothing is forced, and no work tree, index or ref of this repository is touched. When
 * another run is faster, its commit is read and built upon.
 */
export async function publishFile(repository: Repository, file: FileToPublish): Promise<Publication> {
  const { push } = repository;
  const blob = (await repository.git.text(["hash-object", "-w", "--no-filters", "--stdin"], { input: file.content })).trim();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const tip = await readTip(push, file.branch);
      const present = tip === null ? undefined : await readPresent(repository, tip, file.name);
      if (present !== undefined && !(await mayReplace(repository, present, blob, file))) return { kind: "kept" };
      const commit = await writeCommit(repository, tip, blob, file);
      if ((await pushBranch(push, { branch: file.branch, from: tip, to: commit })) === "moved") return { kind: "published", commit };
      if (attempt === ATTEMPTS)
        throw failure("push-failed", `The branch ${file.branch} was moved by others ${ATTEMPTS} times in a row.`, "Run again.");
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "git-network" || attempt === ATTEMPTS) throw error;
    }
    await file.time.wait(backoff(attempt));
  }
}

async function readPresent(repository: Repository, tip: string, name: string): Promise<FolderEntry | undefined> {
  await fetchTip(repository, tip);
  const [tree] = await readObjects(repository.git, [`${tip}^{tree}`]);
  return parseTree(tree).find((entry) => entry.name === name);
}

/** The tip's commits and folders; contents too, where they are not to be had later from the registry's own remote. */
async function fetchTip({ git, push, remote, partial }: Repository, tip: string): Promise<void> {
  const [known] = await readIds(withoutLazyFetch(git), [`${tip}^{commit}`]);
  if (known != null || push.to === ITSELF) return;
  const filter = partial && push.to === remote?.name ? ["--filter=blob:none"] : [];
  await fetchObjects({ git: push.git, remote: { name: push.to } }, [tip], filter);
}

async function mayReplace(
  { git }: Repository,
  present: FolderEntry,
  blob: string,
  { branch, name, replaces }: FileToPublish,
): Promise<boolean> {
  if (!isFile(present))
    throw failure(
      "index-invalid",
      `${name} on the branch ${branch} is no file.`,
      `Delete it, or choose another branch with \`index-branch\`.`,
    );
  if (present.oid === blob) return false;
  const text = (await readTexts(git, [present.oid])).get(present.oid);
  if (text == null) throw failure("git-failed", `${name} on the branch ${branch} cannot be read.`, "Run again.");
  return replaces(text);
}

/** A commit with the file and all else that the tip has. */
async function writeCommit(
  { git }: Repository,
  tip: string | null,
  blob: string,
  { name, message, author, date }: FileToPublish,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-index-"));
  try {
    const own = git.with((environment) => ({
      ...environment,
      GIT_INDEX_FILE: join(folder, "index"),
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: `@${date} +0000`,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
      GIT_COMMITTER_DATE: `@${date} +0000`,
    }));
    await own.text(["read-tree", tip ?? "--empty"]);
    await own.text(["update-index", "--add", "--cacheinfo", `100644,${blob},${name}`]);
    const tree = (await own.text(["write-tree", "--missing-ok"])).trim();
    const parent = tip === null ? [] : ["-p", tip];
    const commit = await own.text(["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, ...parent, "-F", "-"], { input: message });
    return commit.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
