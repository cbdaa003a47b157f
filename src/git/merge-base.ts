import { gitFailure } from "./failures.ts";
import type { Git } from "./git.ts";
import { readObjects } from "./read-objects.ts";

/** Where two histories parted; null for histories that have nothing in common. */
export async function readMergeBase(git: Git, one: string, other: string): Promise<string | null> {
  const args = ["merge-base", one, other];
  const result = await git.attempt(args);
  if (result.code > 1) throw gitFailure(args, result);
  return result.code === 0 ? result.stdout.trim() : null;
}

/** A commit's parents by its own word, which a clone that is cut off still has; null for what is no commit here. */
export async function readParents(git: Git, commit: string): Promise<readonly string[] | null> {
  const [object] = await readObjects(git, [commit]);
  if (object?.type !== "commit") return null;
  const [header = ""] = object.content.toString("utf8").split("\n\n");
  return header.split("\n").flatMap((line) => /^parent ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
}
