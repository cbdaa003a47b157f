import type { Code } from "../model/codes.ts";
import type { Failure } from "../model/failure.ts";
import { gitFailure } from "./failures.ts";
import type { Git } from "./git.ts";

/** Failures that the push itself would meet as well; everything else may pass until then. */
const FINAL: readonly Code[] = ["git-auth", "push-denied", "push-sso", "ssh-key-invalid", "ssh-key-refused", "ssh-host-unknown"];

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
  return FINAL.includes(failed.code) ? failed : null;
}
