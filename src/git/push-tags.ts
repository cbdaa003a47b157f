import type { Code } from "../model/codes.ts";
import { gitFailure } from "./failures.ts";
import type { Git } from "./git.ts";

export interface TagObject {
  readonly tag: string;
  readonly object: string;
}

/** What the server did with one tag of a push. */
export type PushResult =
  | { readonly kind: "created" }
  /** The server has this very object already. */
  | { readonly kind: "same" }
  /** The server has a tag of this name that is another object. */
  | { readonly kind: "exists" }
  | { readonly kind: "refused"; readonly code: Code; readonly serverWords: string; readonly whole: boolean };

/** GitHub's and git's own words, each seen in real runs; `whole` refusals take the other tags of the push with them. */
const REFUSALS: readonly { readonly code: Code; readonly pattern: RegExp }[] = [
  { code: "push-sso", pattern: /SAML SSO/i },
  { code: "push-workflow", pattern: /without [`'"]?workflows?[`'"]? (permission|scope)/i },
  { code: "push-ruleset", pattern: /repository rule violations|GH013|protected tag|GH006/i },
  { code: "push-denied", pattern: /permission|not allowed|denied|forbidden|read[- ]only/i },
];

/** A repository without a remote is its own server: pushing to `.` gives the same answers ref by ref. */
export const ITSELF = ".";

/** The server's half of such a push does not get our environment, and would run the checkout's hooks. */
export const OWN_SERVER = "--receive-pack=git -c core.hooksPath=/dev/null -c 'safe.directory=*' receive-pack";

const WHOLE = /pre-receive hook declined|push declined|atomic|remote unpack failed|unpacker error/i;

/**
 * Pushes tags that must not exist on the remote yet. Git refuses to change a tag that exists unless it is forced, and
 * the empty lease says the same to it once more: another run may have been faster since the refs were read.
 */
export async function pushTags(git: Git, remote: string, tags: readonly TagObject[]): Promise<ReadonlyMap<string, PushResult>> {
  const leases = tags.map(({ tag }) => `--force-with-lease=refs/tags/${tag}:`);
  const refspecs = tags.map(({ tag, object }) => `${object}:refs/tags/${tag}`);
  // A mirror clone's remote takes no refspecs otherwise.
  const options = ["--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", ...(remote === ITSELF ? [OWN_SERVER] : [])];
  const args = ["-c", `remote.${remote}.mirror=false`, "push", ...options, ...leases, "--end-of-options", remote, ...refspecs];
  const ended = await git.attempt(args);
  const results = parsePorcelain(ended.stdout, ended.stderr);
  // Without a line per ref the push did not get as far as refs: the server was not reached, or does not know us.
  if (results.size === 0) throw gitFailure(args, ended);
  return results;
}

/** Reads `git push --porcelain`: a line `<flag> TAB <from>:<to> TAB <summary>` per ref; the exit code says less. */
export function parsePorcelain(stdout: string, stderr: string): ReadonlyMap<string, PushResult> {
  const results = new Map<string, PushResult>();
  const remoteWords = toRemoteWords(stderr);
  for (const line of stdout.split("\n")) {
    const [flag = "", refs = "", ...summary] = line.split("\t");
    const tag = /:refs\/tags\/(.+)$/.exec(refs)?.[1];
    if (tag !== undefined) results.set(tag, toResult(tag, flag, summary.join("\t"), remoteWords));
  }
  return results;
}

/** What the server itself said during a push. */
export function toRemoteWords(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => line.startsWith("remote:"))
    .map((line) => line.slice("remote:".length).trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** What a refusal means, from its line of the push and from the server's other words. */
export function toRefusal(summary: string, remoteWords: string): { readonly code: Code; readonly serverWords: string } {
  const serverWords = [summary, remoteWords]
    .filter((words) => words !== "")
    .join("\n")
    .slice(0, 4000);
  const code =
    REFUSALS.find(({ pattern }) => pattern.test(summary))?.code ??
    REFUSALS.find(({ pattern }) => pattern.test(remoteWords))?.code ??
    "push-refused";
  return { code, serverWords };
}

function toResult(tag: string, flag: string, summary: string, remoteWords: string): PushResult {
  if (flag === "*" || flag === " " || flag === "+") return { kind: "created" };
  if (flag === "=") return { kind: "same" };
  if (/\((already exists|stale info|would clobber existing tag)\)|reference already exists/i.test(summary)) return { kind: "exists" };
  // Made while the server worked: by another run, or by this one when curl sends a push again whose connection broke.
  if ([": reference already exists", ": is at "].some((words) => remoteWords.includes(`cannot lock ref 'refs/tags/${tag}'${words}`)))
    return { kind: "exists" };
  return { kind: "refused", ...toRefusal(summary, remoteWords), whole: WHOLE.test(summary) };
}
