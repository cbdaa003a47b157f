import type { Git } from "../../src/git/git.ts";
import { readHistories, readLine, startWalk } from "../../src/git/read-landings.ts";
import type { FileHistory } from "../../src/history/timeline.ts";

/** Histories of some paths on the line that ends at `head`; `many` walks it with two processes where that pays. */
export async function historiesOf(
  git: Git,
  head: string,
  paths: readonly string[],
  folders: readonly string[] = [],
  many = false,
): Promise<readonly FileHistory[]> {
  const walk = startWalk(git, await readLine(git, head), folders, many);
  const historyOf = await readHistories(walk, new Set(paths), () => undefined);
  return paths.map(historyOf);
}
