import { failure } from "../model/failure.ts";
import { gitFailure } from "./failures.ts";
import type { PushSite } from "./open-repository.ts";
import { ITSELF, OWN_SERVER, toRefusal, toRemoteWords } from "./push-tags.ts";

/** What a branch that is to be moved is now, as far as its server says. */
export interface BranchMove {
  readonly branch: string;
  /** Null: there is no such branch. */
  readonly from: string | null;
  readonly to: string;
}

/** Words of git and of servers for a branch that somebody else moved in between. */
const LOST = /stale info|fetch first|non-fast-forward|already exists|cannot lock ref|failed to update ref|is at [0-9a-f]+ but expected/i;

/** Tip of a branch as the server has it now; null where there is none. */
export async function readTip({ git, to }: PushSite, branch: string): Promise<string | null> {
  const ref = `refs/heads/${branch}`;
  const listed = await git.text(["ls-remote", "--end-of-options", to, ref]);
  // A pattern also fits the ends of other refs.
  const line = listed.split("\n").find((text) => text.endsWith(`\t${ref}`));
  return line?.split("\t")[0] ?? null;
}

/**
 * Moves a branch, or makes it. The lease says where it has to be: `lost` if it is elsewhere by now, and nothing happened then.
 * Throws a Failure where the server refuses.
 */
export async function pushBranch({ git, to: remote }: PushSite, { branch, from, to }: BranchMove): Promise<"moved" | "lost"> {
  const ref = `refs/heads/${branch}`;
  const options = ["--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", ...(remote === ITSELF ? [OWN_SERVER] : [])];
  const lease = `--force-with-lease=${ref}:${from ?? ""}`;
  // A mirror clone's remote takes no refspecs otherwise.
  const args = ["-c", `remote.${remote}.mirror=false`, "push", ...options, lease, "--end-of-options", remote, `${to}:${ref}`];
  const ended = await git.attempt(args);
  const fields = ended.stdout
    .split("\n")
    .map((line) => line.split("\t"))
    .find(([, refs]) => refs?.endsWith(`:${ref}`) === true);
  // Without its line the push did not get as far as the branch.
  if (fields === undefined) throw gitFailure(args, ended);
  const [flag = "", , ...rest] = fields;
  if (flag !== "!") return "moved";
  const summary = rest.join("\t");
  const remoteWords = toRemoteWords(ended.stderr);
  if (LOST.test(summary) || LOST.test(remoteWords)) return "lost";
  const { code, serverWords } = toRefusal(summary, remoteWords);
  const words = serverWords.replaceAll("\n", " / ").slice(0, 1000);
  throw failure(code, `The server refused to move the branch ${branch}: ${words}`, "Let the credential push to this branch.");
}
