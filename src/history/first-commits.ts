import type { Line } from "./line.ts";

/** A commit with its author; name and email are foreign. */
export interface AuthoredCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly email: string;
  readonly name: string;
}

/** Somebody whose first commit of all came with a landing. */
export interface Newcomer {
  readonly email: string;
  readonly name: string;
  /** Nobody else's commits came with that landing. */
  readonly alone: boolean;
}

/** The newcomers of each landing: people are told apart by their email, whatever its case; merges count for nobody. */
export function findNewcomers(commits: readonly AuthoredCommit[], { shas }: Pick<Line, "shas">): ReadonlyMap<string, readonly Newcomer[]> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const known = new Set<string>();
  const newcomers = new Map<string, readonly Newcomer[]>();
  // What a landing brought is what no older landing had.
  for (const sha of shas.toReversed()) {
    const authors = new Map<string, AuthoredCommit>();
    const open = [sha];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const commit = bySha.get(next);
      if (commit === undefined) continue;
      bySha.delete(next);
      open.push(...commit.parents);
      if (commit.parents.length < 2) authors.set(commit.email.toLowerCase(), commit);
    }
    const fresh = [...authors].filter(([email]) => email !== "" && !known.has(email));
    for (const email of authors.keys()) known.add(email);
    if (fresh.length > 0)
      newcomers.set(
        sha,
        fresh.map(([email, { name }]) => ({ email, name, alone: authors.size === 1 })),
      );
  }
  return newcomers;
}
