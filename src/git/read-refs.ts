import { fieldsOf } from "./fields.ts";
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
  const patterns = ["HEAD", `${TAGS}*`, ...(branch === null ? [] : [HEADS + branch])];
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
  for await (const chunk of git.stream(["ls-remote", "--symref", "--end-of-options", remote, ...patterns])) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
  const { defaultBranch, head } = found;
  if (defaultBranch !== null && head !== null) branches.set(defaultBranch, head);
  const tags = new Map([...objects].map(([name, object]) => [name, { object, commit: peeled.get(name) ?? object, annotated: peeled.has(name) }]));
  return { defaultBranch, branches, tags };
}

/** The same from the repository itself, where there is no remote. */
export async function readLocalRefs(git: Git): Promise<Refs> {
  const branches = new Map<string, string>();
  const tags = new Map<string, TagRef>();
  let defaultBranch: string | null = null;
  const nested: string[] = [];
  const format = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(*objecttype)%00%(HEAD)%00";
  let record: string[] = [];
  for await (const fields of fieldsOf(git.stream(["for-each-ref", format, HEADS, TAGS]))) {
    for (const field of fields) {
      record.push(field);
      if (record.length < 5) continue;
      const [ref = "", object = "", commit = "", type = "", head = ""] = record;
      record = [];
      // Records are lines: the line feed of the one before starts the next.
      const name = ref.trimStart();
      if (name.startsWith(TAGS)) tags.set(name.slice(TAGS.length), { object, commit: commit === "" ? object : commit, annotated: commit !== "" });
      else branches.set(name.slice(HEADS.length), object);
      if (type === "tag") nested.push(name);
      if (head === "*") defaultBranch = name.slice(HEADS.length);
    }
  }
  for (const [name, commit] of await peel(git, nested)) {
    const tag = tags.get(name.slice(TAGS.length));
    if (tag !== undefined) tags.set(name.slice(TAGS.length), { ...tag, commit });
  }
  return { defaultBranch: defaultBranch ?? (branches.size === 1 ? ([...branches.keys()][0] ?? null) : null), branches, tags };
}

/** What tags of tags point at in the end; the listing follows one tag only. */
async function peel(git: Git, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (refs.length === 0) return new Map();
  const objects = (await git.text(["cat-file", "--batch-check=%(objectname)"], { input: refs.map((ref) => `${ref}^{}\n`).join("") })).split("\n");
  return new Map(refs.map((ref, index) => [ref, objects[index] ?? ""]));
}
