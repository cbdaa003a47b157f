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

/** A limit of the server, and in how many seconds it ends; null: not told. */
export interface Limit {
  readonly seconds: number | null;
}

const FIXES: Partial<Record<Code, string>> = {
  "forge-auth": "Check that the token is valid and not expired.",
  "forge-denied": "Give the job `permissions: contents: write`, or use a token that may write to this repository.",
  "forge-sso": "Authorise the token for the organisation's single sign-on, in the settings of the account that it belongs to.",
  "forge-rate-limit": "Nothing is lost: the next run goes on from here.",
  "forge-unreachable": "Nothing is lost: the next run goes on from here. If it stays, check the server's status.",
  "forge-unreadable": "Check the API address; a proxy or a login page may answer in its place.",
  "release-workflow":
    "Use a token that may write contents and workflows (a GitHub App's or a fine-grained one; the workflow's own never may), or create the release by hand.",
  "release-ruleset":
    "Let a GitHub App bypass the ruleset for tags and use its token as `token` (a deploy key makes no releases), or create the release by hand.",
  "release-immutable":
    "An immutable release keeps its tag and its files, and its tag's name can never be used again: publish the content as a new version.",
};

const TOO_LONG = /is too long/i;

/** What GitHub answered to a request that failed, or null for an error that is not an answer. */
export function toRefusal(error: unknown): Refusal | null {
  if (!(error instanceof RequestError)) return null;
  const parsed = VALIDATION.safeParse(error.response?.data);
  const errors = parsed.success ? (parsed.data.errors ?? []) : [];
  const words = errors.map((entry) => (typeof entry === "string" ? entry : (entry.message ?? ""))).filter((text) => text !== "");
  return {
    status: error.status,
    words: withoutTokens([parsed.success ? (parsed.data.message ?? error.message) : error.message, ...words].join("; ").slice(0, 2000)),
    codes: errors.flatMap((entry) => (typeof entry === "string" ? [] : [`${entry.code ?? ""}:${entry.field ?? ""}`])),
  };
}

/** What a failed request means. Decided here and nowhere else, from status, headers and error codes. */
export function githubFailure(what: string, error: unknown): Failure {
  const refusal = toRefusal(error);
  if (refusal === null || !(error instanceof RequestError)) throw error;
  const code = toCode(refusal, error);
  const fix = TOO_LONG.test(refusal.words)
    ? "Shorten it: a release takes 125,000 characters, an issue 65,536. Templates decide what the text holds."
    : (FIXES[code] ?? "Read the server's message; the request is not valid as it is.");
  // The client gives a number to requests that nobody answered, too.
  const status = error.response === undefined ? "" : ` (HTTP ${refusal.status})`;
  return failure(code, `${what}: ${refusal.words}${status}`, fix, error);
}

/** Whether the request met a limit, in the order of https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function toLimit(error: unknown, now: number): Limit | null {
  const refusal = toRefusal(error);
  if (refusal === null || !(error instanceof RequestError) || !isLimit(refusal, error)) return null;
  const wait = header(error, "retry-after");
  const seconds = /^\d+$/.test(wait) ? Number(wait) : (Date.parse(wait) - now) / 1000;
  if (!Number.isNaN(seconds)) return { seconds: Math.max(1, seconds) };
  const reset = header(error, "x-ratelimit-reset");
  if (header(error, "x-ratelimit-remaining") !== "0" || !/^\d+$/.test(reset)) return { seconds: null };
  // One more, because the reset is a whole second.
  return { seconds: Math.max(1, Number(reset) + 1 - now / 1000) };
}

function isLimit({ status, words }: Refusal, error: RequestError): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (header(error, "retry-after") !== "" || header(error, "x-ratelimit-remaining") === "0" || /\brate limit|abuse detection/i.test(words))
  );
}

function toCode(refusal: Refusal, error: RequestError): Code {
  const { status, words } = refusal;
  // Octokit gives 500 to requests without an answer; the cause tells them apart, but both pass. So does a conflict.
  if (status >= 500 || status === 409 || error.response === undefined) return "forge-unreachable";
  if (status === 401) return "forge-auth";
  if (isLimit(refusal, error)) return "forge-rate-limit";
  if (/immutable release/i.test(words)) return "release-immutable";
  if (status === 403 && (header(error, "x-github-sso") !== "" || /\bSAML\b/.test(words))) return "forge-sso";
  if (status === 403 || status === 404) return isWorkflowRule(error) ? "release-workflow" : "forge-denied";
  if (/rule violations|pre_receive|creations being restricted/i.test(words)) return "release-ruleset";
  return "forge-invalid";
}

/** A release whose commit changes workflow files is answered like one that is not there; only this header tells. */
function isWorkflowRule(error: RequestError): boolean {
  const { method, url } = error.request;
  return (
    ["POST", "PATCH"].includes(method) &&
    /\/releases(\/\d+)?$/.test(url) &&
    /\bworkflows=/.test(header(error, "x-accepted-github-permissions"))
  );
}

function header(error: RequestError, name: string): string {
  return String(error.response?.headers[name] ?? "");
}

/** A server or proxy may quote the request that it refuses. */
function withoutTokens(text: string): string {
  return text.replace(/\b(?:gh[a-z]_|github_pat_)\w+/gi, "***").replace(/(\bauthorization["']?\s*:\s*["']?)[^"'\r\n]+/gi, "$1***");
}
