import { gitFailure } from "./failures.ts";
import type { Git } from "./git.ts";

/** A line of a file that names something. */
export interface Reference {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const MOST = 500;
const LONGEST = 200;

/** The lines of tracked text files that hold one of the words, the first 500 of them. */
export async function readReferences(git: Git, words: readonly string[]): Promise<readonly Reference[]> {
  if (words.length === 0) return [];
  const args = ["grep", "-z", "-n", "-I", "--full-name", "--fixed-strings", "--no-color", "-f", "-", "--", ":/"];
  const result = await git.attempt(args, { input: words.map((word) => `${word}\n`).join("") });
  // 1: no line found.
  if (result.code > 1) throw gitFailure(args, result);
  return result.stdout
    .split("\n")
    .flatMap((row) => {
      const [path, line, ...rest] = row.split("\0");
      return path === undefined || line === undefined || rest.length === 0
        ? []
        : [{ path, line: Number(line), text: rest.join(" ").trim().slice(0, LONGEST) }];
    })
    .slice(0, MOST);
}
