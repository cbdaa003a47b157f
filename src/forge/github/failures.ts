import { RequestError } from "@octokit/request-error";
import * as z from "zod/mini";
import type { Code } from "../../model/codes.ts";
import { failure, type Failure } from "../../model/failure.ts";

const VALIDATION = z.object({
  message: z.optional(z.string()),
  errors: z.optional(
    z.array(
      z.union([
        z.string(),
        z.object({
          resource: z.optional(z.string()),
          code: z.optional(z.string()),
          field: z.optional(z.string()),
          message: z.optional(z.string()),
        }),
      ]),
    ),
  ),
});

/** What GitHub said about a refused request, in its own words. */
export interface Refusal {
  readonly status: number;
  readonly words: string;
  /** `code` and `field` of each error, as `already_exists:tag_name`. */
  readonly codes: readonly string[];
}

const FIXES: Partial<Record<Code, string>> = {
  "forge-auth": "Check that the token is valid and not expired.",
  "forge-denied": "Give the job `permissions: contents: write`, or use a token that may write to this repository.",
  "forge-rate-limit": "Nothing is lost: the next run goes on from here.",
  "forge-unreachable": "Nothing is lost: the next run goes on from here. If it stays, check the server's status.",
  "forge-unreadable": "Check the API address; a proxy or a login page may answer in its place.",
  "release-ruleset":
    "Allow this token in the ruleset for tags (a deploy key or a GitHub App can bypass it), or create the release by hand.",
  "release-immutable": "Publish the content as a new version: the name of an immutable release's tag can never be used again.",
};

/** What GitHub answered to a request that failed, or null for an error that is not an answer. */
export function toRefusal(error: unknown): Refusal | null {
  if (!(error instanceof RequestError)) return null;
  const parsed = VALIDATION.safeParse(error.response?.data);
  const errors = parsed.success ? (parsed.data.errors ?? []) : [];
  const words = errors.map((entry) => (typeof entry === "string" ? entry : (entry.message ?? ""))).filter((text) => text !== "");
  return {
    status: error.status,
    words: [parsed.success ? (parsed.data.message ?? error.message) : error.message, ...words].join("; ").slice(0, 2000),
    codes: errors.flatMap((entry) => (typeof entry === "string" ? [] : [`${entry.code ?? ""}:${entry.field ?? ""}`])),
  };
}

/** What a failed request means. Decided here and nowhere else, from status, headers and error codes. */
export function githubFailure(what: string, error: unknown): Failure {
  const refusal = toRefusal(error);
  if (refusal === null) throw error;
  const code = toCode(refusal, error instanceof RequestError ? error.response?.headers["x-ratelimit-remaining"] : undefined, error);
  return failure(
    code,
    `${what}: ${refusal.words} (HTTP ${refusal.status})`,
    FIXES[code] ?? "Read the server's message; the request is not valid as it is.",
    error,
  );
}

function toCode({ status, words }: Refusal, remaining: string | undefined, error: unknown): Code {
  // Octokit gives 500 to requests without an answer; the cause tells them apart, but both pass.
  if (status >= 500 || (error instanceof RequestError && error.response === undefined)) return "forge-unreachable";
  if (status === 401) return "forge-auth";
  if (status === 429 || (status === 403 && (remaining === "0" || /rate limit/i.test(words)))) return "forge-rate-limit";
  if (status === 403 || status === 404) return "forge-denied";
  if (/immutable release/i.test(words)) return "release-immutable";
  if (/rule violations|pre_receive|creations being restricted/i.test(words)) return "release-ruleset";
  return "forge-invalid";
}
