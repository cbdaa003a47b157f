import type { Git } from "./git.ts";

/** A tag as the server (or, without one, this repository) has it. */
export interface TagRef {
  /** The ref's own object: the tag object of an annotated tag. */
  readonly object: string;
  /** What it points at in the end. */
  readonly commit: string;
  readonly annotated: boolean;
}

export interface Refs {
  /** Short name of the branch that HEAD names; null in a repository without commits or with a detached HEAD. */
  readonly defaultBranch: string | null;
  /** Tips of the asked branches that exist, by short name. */
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, TagRef>;
}

const TAGS = "refs/tags/";
const HEADS = "refs/heads/";

/** All tags, the default branch and one more branch, from the remote in one request. An error is never an empty answer. */
export async function readRemoteRefs(git: Git, remote: string, branch: string | null): Promise<Refs> {
  return readRefs(git, remote, branch === null ? [] : [HEADS + branch]);
}

/** All tags and branches of the repository itself, asked for as a remote is: git answers so without reading tag objects. */
export async function readLocalRefs(git: Git): Promise<Refs> {
  const refs = await readRefs(git, ".", [`${HEADS}*`]);
  const only = refs.branches.size === 1 ? ([...refs.branches.keys()][0] ?? null) : null;
  return { ...refs, defaultBranch: refs.defaultBranch ?? only };
}

/** Reads `git ls-remote`: a line `<id> TAB <ref>` each, peeled tags as `<ref>^{}`, and `ref: <branch> TAB HEAD`. */
async function readRefs(git: Git, from: string, patterns: readonly string[]): Promise<Refs> {
  const branches = new Map<string, string>();
  const objects = new Map<string, string>();
  const peeled = new Map<string, string>();
  const found: { defaultBranch: string | null; head: string | null } = { defaultBranch: null, head: null };
  const decoder = new TextDecoder();
  let rest = "";
  const take = (line: string): void => {
    const tab = line.indexOf("\t");
    const value = line.slice(0, tab);
    const name = line.slice(tab + 1);
    if (value.startsWith(`ref: ${HEADS}`) && name === "HEAD") found.defaultBranch = value.slice(`ref: ${HEADS}`.length);
    else if (name === "HEAD") found.head = value;
    else if (name.startsWith(HEADS)) branches.set(name.slice(HEADS.length), value);
    else if (name.startsWith(TAGS) && name.endsWith("^{}")) peeled.set(name.slice(TAGS.length, -3), value);
    else if (name.startsWith(TAGS)) objects.set(name.slice(TAGS.length), value);
  };
  for await (const chunk of git.stream(["ls-remote", "--symref", "--end-of-options", from, "HEAD", `${TAGS}*`, ...patterns])) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
  const { defaultBranch, head } = found;
  if (defaultBranch !== null && head !== null) branches.set(defaultBranch, head);
  const tags = new Map([...objects].map(([name, object]) => [name, { object, commit: peeled.get(name) ?? object, annotated: peeled.has(name) }]));
  return { defaultBranch, branches, tags };
}
