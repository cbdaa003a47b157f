import type { Git } from "../git.ts";
import { readSizes } from "./read-sizes.ts";

/** Full ids of the commits in a repository that begin with the digits; none for what are no 4 digits or more. */
export async function findCommits(git: Git, digits: string): Promise<readonly string[]> {
  if (!/^[0-9a-f]{4,64}$/.test(digits)) return [];
  const listed = await git.text(["rev-parse", `--disambiguate=${digits}`]);
  const objects = await readSizes(
    git,
    listed.split("\n").filter((line) => line !== ""),
  );
  return [...objects].filter(([, { type }]) => type === "commit").map(([oid]) => oid);
}
