import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateTag } from "../model/plan.ts";
import type { Git } from "./git.ts";

export interface Tagger {
  readonly name: string;
  readonly email: string;
}

/** Text of the tag object, byte for byte what `git tag -a` would write with the action's date. */
export function toTagObject({ target, tag, date, message }: CreateTag, tagger: Tagger): string {
  return `object ${target}\ntype commit\ntag ${tag}\ntagger ${tagger.name} <${tagger.email}> ${Math.floor(Date.parse(date) / 1000)} +0000\n\n${message}`;
}

/**
 * Writes annotated tag objects with one git process, however many there are, and gives their ids in the order of the
 * actions. No ref is made: a tag exists once it is pushed.
 */
export async function writeTagObjects(git: Git, actions: readonly CreateTag[], tagger: Tagger): Promise<readonly string[]> {
  if (actions.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-tags-"));
  try {
    const files = actions.map((_, index) => join(folder, String(index)));
    for (const [index, action] of actions.entries()) await writeFile(files[index] ?? "", toTagObject(action, tagger));
    const ids = await git.text(["hash-object", "-t", "tag", "-w", "--no-filters", "--stdin-paths"], { input: `${files.join("\n")}\n` });
    return ids.trim().split("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
