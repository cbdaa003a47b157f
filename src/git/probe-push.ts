import type { Failure } from "../model/failure.ts";
import { gitFailure } from "./failures.ts";
import type { Git } from "./git.ts";
import { toPushCode } from "./push-codes.ts";

/**
 * Asks the server whether this credential may push at all, by a push that sends nothing: the server checks that before it
 * names its refs. Null when nothing speaks against it; rules for single refs are not asked.
 */
export async function probePush(git: Git, to: string, tag: string, commit: string): Promise<Failure | null> {
  const args = [
    "push",
    "--dry-run",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--end-of-options",
    to,
    `${commit}:refs/tags/${tag}`,
  ];
  const ended = await git.attempt(args);
  if (ended.code === 0 || ended.stdout.includes("refs/tags/")) return null;
  const failed = gitFailure(args, ended);
  return toPushCode(failed.code) === null ? null : failed;
}
