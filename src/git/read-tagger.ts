import type { Git } from "./git.ts";
import type { Tagger } from "./write-tags.ts";

/** The identity that git would put on a tag here; null where none is configured. */
export async function readTagger(git: Git): Promise<Tagger | null> {
  const result = await git.attempt(["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"]);
  const [, name, email] = /^(.*) <(.*)> \d+ [+-]\d+\s*$/.exec(result.stdout) ?? [];
  return result.code === 0 && name !== undefined && email !== undefined ? { name, email } : null;
}
