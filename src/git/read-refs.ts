import type { Refs } from "../model/refs.ts";
import { gitFailure } from "./failures.ts";
import { linesOf } from "./fields.ts";
import type { Git } from "./git.ts";

const TAGS = "refs/tags/";
const HEADS = "refs/heads/";

/** All tags, the default branch and one more branch, from the remote in one request. An error is never an empty answer. */
export async function readRemoteRefs(git: Git, remote: string, branch: string | null): Promise<Refs> {
  return readRefs(git, remote, branch === null ? [] : [HEADS + branch]);
}

/** All tags and branches of the repository itself, without reading the tag objects themselves. */
export async function readLocalRefs(git: Git): Promise<Refs> {
  // Exit code 1 says that there is no ref, or that HEAD is detached.
  const [listed, head] = await Promise.all([git.attempt(["show-ref", "--dereference"]), git.attempt(["symbolic-ref", "--quiet", "HEAD"])]);
  if (listed.code > 1) throw gitFailure(["show-ref"], listed);
  const found = createRefCollector();
  for (const line of listed.stdout.split("\n")) found.take(line, " ");
  const { branches, tags } = found.toRefs();
  const current = head.stdout.trim().slice(HEADS.length);
  const only = branches.size === 1 ? ([...branches.keys()][0] ?? null) : null;
  return { defaultBranch: head.code === 0 && branches.has(current) ? current : only, branches, tags };
}

async function readRefs(git: Git, from: string, patterns: readonly string[]): Promise<Refs> {
  const found = createRefCollector();
  for await (const lines of linesOf(git.stream(["ls-remote", "--symref", "--end-of-options", from, "HEAD", `${TAGS}*`, ...patterns]))) {
    for (const line of lines) found.take(line, "\t");
  }
  return found.toRefs();
}

/** Takes the lines of `git ls-remote --symref` (`<id> TAB <ref>`, peeled tags as `<ref>^{}`, `ref: <branch> TAB HEAD`) one by one. */
export interface RefCollector {
  readonly take: (line: string, separator: string) => void;
  readonly toRefs: () => Refs;
}

export function createRefCollector(): RefCollector {
  const branches = new Map<string, string>();
  const objects = new Map<string, string>();
  const peeled = new Map<string, string>();
  let defaultBranch: string | null = null;
  let head: string | null = null;
  return {
    take(line, separator) {
      const at = line.lastIndexOf(separator);
      const value = line.slice(0, at);
      const name = line.slice(at + 1);
      if (value.startsWith(`ref: ${HEADS}`) && name === "HEAD") defaultBranch = value.slice(`ref: ${HEADS}`.length);
      else if (name === "HEAD") head = value;
      else if (name.startsWith(HEADS)) branches.set(name.slice(HEADS.length), value);
      else if (name.startsWith(TAGS) && name.endsWith("^{}")) peeled.set(name.slice(TAGS.length, -3), value);
      else if (name.startsWith(TAGS)) objects.set(name.slice(TAGS.length), value);
    },
    toRefs() {
      if (defaultBranch !== null && head !== null) branches.set(defaultBranch, head);
      const tags = new Map(
        [...objects].map(([name, object]) => [name, { object, commit: peeled.get(name) ?? object, annotated: peeled.has(name) }]),
      );
      return { defaultBranch, branches, tags };
    },
  };
}

/** Commits at the tips of all branches of the remote, each once. */
export async function readBranchTips(git: Git, remote: string): Promise<readonly string[]> {
  const tips = new Set<string>();
  for await (const lines of linesOf(git.stream(["ls-remote", "--end-of-options", remote, `${HEADS}*`]))) {
    for (const line of lines) tips.add(line.slice(0, line.indexOf("\t")));
  }
  return [...tips];
}
