import { fetchObjects } from "./fetch.ts";
import type { Repository } from "./open-repository.ts";
import { isFolder, parseTree } from "./parse-tree.ts";
import { readIds, readObjects } from "./read-objects.ts";
import { readBranchTips } from "./read-refs.ts";

const FOLDER = ".github/workflows";

/** Workflow files of a folder: blob id by name. */
type Files = ReadonlyMap<string, string>;

/**
 * Workflow files of the commits that no branch of the repository which tags are made in has at its tip, under the same
 * path with the same content: what GitHub lets only some credentials push. Other branches than the release branch are
 * read only when its own files leave a doubt.
 */
export async function readForeignWorkflows(
  repository: Repository,
  head: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const trees = await readFolders(repository, [head, ...commits]);
  // When tags are made elsewhere, the release branch is no branch of that repository.
  const own = tagsItself(repository) ? (trees.get(head) ?? null) : null;
  const open = [...new Set(commits)].filter((commit) => (trees.get(commit) ?? null) !== null && trees.get(commit) !== own);
  if (open.length === 0) return new Map();
  const files = await readFiles(repository, [own, ...open.map((commit) => trees.get(commit) ?? null)]);
  const known = new Set(namesOf(files.get(own ?? "")));
  if (open.every((commit) => foreignTo(files.get(trees.get(commit) ?? ""), known).length === 0)) return new Map();
  for (const name of await readOnBranches(repository)) known.add(name);
  return new Map(
    open.flatMap((commit) => {
      const foreign = foreignTo(files.get(trees.get(commit) ?? ""), known);
      return foreign.length === 0 ? [] : [[commit, foreign] as const];
    }),
  );
}

function foreignTo(files: Files | undefined, known: ReadonlySet<string>): readonly string[] {
  return [...(files ?? [])].filter(([name, blob]) => !known.has(`${blob} ${name}`)).map(([name]) => `${FOLDER}/${name}`);
}

function namesOf(files: Files | undefined): readonly string[] {
  return [...(files ?? [])].map(([name, blob]) => `${blob} ${name}`);
}

/** Whether tags are made in the registry itself. */
function tagsItself({ push, remote }: Repository): boolean {
  return remote === null || push.to === remote.name;
}

/** Blob and name of every workflow file at the tip of a branch of the repository that tags are made in. */
async function readOnBranches(repository: Repository): Promise<readonly string[]> {
  const { push, remote, partial } = repository;
  const tips = remote === null ? [] : await readBranchTips(push.git, push.to);
  const missing = partial ? tips : await findMissing(repository, tips);
  await fetchObjects({ git: push.git, remote: { name: push.to } }, missing, partial ? ["--filter=blob:none"] : []);
  const trees = await readFolders(repository, tips);
  return [...(await readFiles(repository, [...trees.values()])).values()].flatMap(namesOf);
}

/** In a partial clone this very question would fetch them, one by one. */
async function findMissing({ git }: Repository, commits: readonly string[]): Promise<readonly string[]> {
  const found = await readIds(
    git,
    commits.map((commit) => `${commit}^{commit}`),
  );
  return commits.filter((_, index) => found[index] == null);
}

/** Ids of the commits' workflow folders; null where there is none. */
async function readFolders({ git }: Repository, commits: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const distinct = [...new Set(commits)];
  const ids = await readIds(
    git,
    distinct.map((commit) => `${commit}:${FOLDER}`),
  );
  return new Map(distinct.map((commit, index) => [commit, ids[index] ?? null]));
}

async function readFiles({ git }: Repository, trees: readonly (string | null)[]): Promise<ReadonlyMap<string, Files>> {
  const ids = [...new Set(trees.filter((tree) => tree !== null))];
  const objects = await readObjects(git, ids);
  return new Map(
    ids.map((id, index) => {
      // Only YAML files directly in the folder are workflows.
      const workflows = parseTree(objects[index]).filter((entry) => !isFolder(entry) && /\.ya?ml$/.test(entry.name));
      return [id, new Map(workflows.map(({ name, oid }) => [name, oid]))];
    }),
  );
}
