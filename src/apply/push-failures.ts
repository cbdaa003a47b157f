import { toPushCode } from "../git/push-codes.ts";
import type { Code } from "../model/codes.ts";
import type { Failure } from "../model/failure.ts";
import type { ActionFailure, Result } from "../model/outcome.ts";
import type { CreateTag } from "../model/plan.ts";

const FIXES: Partial<Record<Code, string>> = {
  "push-workflow":
    "Push this tag with a credential that may change workflows (deploy key, or a token with the workflow scope), or by hand.",
  "push-ruleset":
    "Allow the credential in the ruleset for tags: a deploy key or a GitHub App can bypass it, the workflow's own token cannot.",
  "push-denied": "Give the job `permissions: contents: write`, or use a credential that may write to this repository.",
  "push-sso": "Authorise the credential for the organisation's single sign-on, in the settings of the account that it belongs to.",
  "push-refused": "Read the server's words; push the tag by hand if it is right.",
  "push-failed": "Nothing is lost: the next run goes on from here.",
};

const RUN_AGAIN = "Run again.";

/** The server's refusal of one tag. */
export function toRefusal({ tag }: CreateTag, code: Code, serverWords: string | null): ActionFailure {
  return { code, message: `The tag ${tag} was not accepted by the server.`, serverWords, fix: FIXES[code] ?? RUN_AGAIN };
}

/** A push that did not get as far as its tags. */
export function toPushFailure(error: Failure): ActionFailure {
  const code = toPushCode(error.code) ?? "push-failed";
  const fix = code === error.code ? error.problems[0].fix : (FIXES[code] ?? RUN_AGAIN);
  return { code, message: "The tag could not be pushed.", serverWords: error.message, fix };
}

/** What became of a tag that another run made first, from the commit that it is on now. */
export function toLateResult({ tag, target }: CreateTag, commit: string | undefined): Result {
  if (commit === target) return { kind: "already-right", url: null };
  const where = commit === undefined ? "and cannot be read" : `on ${commit}`;
  return {
    kind: "failed",
    failure: {
      code: "tag-elsewhere",
      message: `The tag ${tag} exists ${where}; it belongs on ${target}.`,
      serverWords: null,
      fix: "Publish the content as the next version, or replace the tag deliberately.",
    },
  };
}
