import * as z from "zod/mini";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Place } from "./client.ts";
import { parseAnswer } from "./parse-answer.ts";

/** A pull request, and what tells whether and how it was merged. */
export interface FoundPull extends PullRequest {
  readonly merged: boolean;
  /** The commit that merging made on the base branch; null where it is not known. */
  readonly mergeCommit: string | null;
}

const NUMBER = z.int().check(z.positive());

const GRAPHQL_PULL = z.object({
  number: NUMBER,
  title: z.string(),
  body: z.nullish(z.string()),
  url: z.string(),
  merged: z.boolean(),
  author: z.nullish(z.object({ login: z.string(), __typename: z.string() })),
  labels: z.nullish(z.object({ nodes: z.nullish(z.array(z.nullish(z.object({ name: z.string() })))) })),
  closingIssuesReferences: z.nullish(
    z.object({ nodes: z.nullish(z.array(z.nullish(z.object({ number: NUMBER, title: z.string(), url: z.string() })))) }),
  ),
  mergeCommit: z.nullish(z.object({ oid: z.string() })),
});

const REST_PULL = z.object({
  number: NUMBER,
  title: z.string(),
  body: z.nullish(z.string()),
  html_url: z.string(),
  merged_at: z.nullish(z.string()),
  merge_commit_sha: z.nullish(z.string()),
  user: z.nullish(z.object({ login: z.string(), type: z.nullish(z.string()) })),
  labels: z.nullish(z.array(z.object({ name: z.nullish(z.string()) }))),
});

/** The fields of a pull request that {@link parseGraphqlPull} reads. https://docs.github.com/graphql/reference/objects#pullrequest */
export const PULL_FIELDS =
  "number title body url merged author { login __typename } labels(first: 20) { nodes { name } } " +
  "closingIssuesReferences(first: 10) { nodes { number title url } } mergeCommit { oid }";

export function parseGraphqlPull(data: unknown): FoundPull {
  const pull = parseAnswer(GRAPHQL_PULL, data, "a pull request");
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    url: pull.url,
    author: pull.author == null ? null : toAuthor(pull.author.login, pull.author.__typename),
    labels: present(pull.labels?.nodes).map(({ name }) => name),
    closes: present(pull.closingIssuesReferences?.nodes),
    merged: pull.merged,
    mergeCommit: pull.mergeCommit?.oid ?? null,
  };
}

/** A pull request of REST's lists; which issues it closed stands only in its text there. */
export function parseRestPull(data: unknown, place: Place): FoundPull {
  const pull = parseAnswer(REST_PULL, data, "a pull request");
  const repositoryUrl = pull.html_url.replace(/\/pull\/\d+$/u, "");
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    url: pull.html_url,
    author: pull.user == null ? null : toAuthor(pull.user.login, pull.user.type ?? ""),
    labels: (pull.labels ?? []).flatMap(({ name }) => (name == null ? [] : [name])),
    closes: closedIssues(pull.body ?? "", place).map((number) => ({ number, title: "", url: `${repositoryUrl}/issues/${number}` })),
    merged: pull.merged_at != null,
    mergeCommit: pull.merge_commit_sha ?? null,
  };
}

/**
 * Numbers of this repository's issues that a text closes by keyword.
 * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
 */
export function closedIssues(body: string, { owner, repo }: Place): readonly number[] {
  const found = body
    .slice(0, MOST_BODY)
    .matchAll(
      /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+(?:([\w.-]+\/[\w.-]+)?#|https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/issues\/)(\d{1,9})\b/giu,
    );
  const numbers = Array.from(found).flatMap(([, short, long, number]) => {
    const place = short ?? long;
    return place === undefined || place.toLowerCase() === `${owner}/${repo}`.toLowerCase() ? [Number(number)] : [];
  });
  return [...new Set(numbers)].slice(0, MOST_CLOSED);
}

const MOST_BODY = 65_536;
const MOST_CLOSED = 10;

/** GraphQL names bots without the `[bot]` that REST gives them. */
function toAuthor(login: string, type: string): NonNullable<PullRequest["author"]> {
  const bot = type === "Bot" || login.endsWith("[bot]");
  return { login: bot ? login.replace(/\[bot\]$/u, "") : login, bot };
}

function present<T>(nodes: readonly (T | null | undefined)[] | null | undefined): readonly T[] {
  return (nodes ?? []).flatMap((node) => (node == null ? [] : [node]));
}
