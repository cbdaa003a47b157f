import type { AuthoredCommit } from "../history/first-commits.ts";
import { linesOf } from "./fields.ts";
import type { Git } from "./git.ts";

/** Every commit that the branch has, merged ones included, with parents and author; one process, in git's own order. */
export async function readAuthors(git: Git, head: string): Promise<readonly AuthoredCommit[]> {
  const commits: AuthoredCommit[] = [];
  const output = git.stream(["log", "--no-mailmap", "--format=%H%x00%P%x00%ae%x00%an", head, "--"], { environment: { GIT_FLUSH: "0" } });
  for await (const lines of linesOf(output)) {
    for (const line of lines) {
      const [sha = "", parents = "", email = "", name = ""] = line.split("\0");
      if (sha !== "") commits.push({ sha, parents: parents === "" ? [] : parents.split(" "), email, name });
    }
  }
  return commits;
}
