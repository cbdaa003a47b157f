import * as z from "zod/mini";
import type { ManagedIssue } from "../port.ts";
import { parseAnswer, parseList } from "./parse-answer.ts";

/** The fields of GitHub's issue object that are used; the rest may change. */
const ISSUE = z.object({
  number: z.int().check(z.positive()),
  body: z.nullish(z.string()),
  state: z.enum(["open", "closed"]),
  state_reason: z.nullish(z.string()),
  locked: z.optional(z.boolean()),
  html_url: z.string(),
  user: z.nullish(z.object({ login: z.string() })),
  labels: z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })])),
  updated_at: z.string(),
  pull_request: z.optional(z.unknown()),
});

export interface GithubIssue extends ManagedIssue {
  /** Null for an author whose account is gone. */
  readonly author: string | null;
  readonly labels: readonly string[];
  /** Time of the last change, in milliseconds since 1970. */
  readonly updated: number;
  /** GitHub's issues and pull requests share their numbers and their listing. */
  readonly isPullRequest: boolean;
}

/** Checks an answer once, at the edge; whatever is no issue (a login page, cut JSON) is not taken for one. */
export function parseIssue(data: unknown): GithubIssue {
  const { number, body, state, state_reason, locked, html_url, user, labels, updated_at, pull_request } = parseAnswer(
    ISSUE,
    data,
    "an issue",
  );
  return {
    number,
    body: body ?? "",
    state,
    unwanted: state === "closed" && state_reason === "not_planned",
    locked: locked ?? false,
    url: html_url,
    author: user?.login ?? null,
    labels: labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))),
    updated: Date.parse(updated_at) || 0,
    isPullRequest: pull_request !== undefined && pull_request !== null,
  };
}

export function parseIssues(data: unknown): readonly GithubIssue[] {
  return parseList(data, "issues").map(parseIssue);
}
