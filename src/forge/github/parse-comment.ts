import * as z from "zod/mini";
import type { ManagedComment } from "../port.ts";
import { parseAnswer, parseList } from "./parse-answer.ts";

/** The fields of GitHub's comment object that are used; the rest may change. */
const COMMENT = z.object({
  id: z.int().check(z.positive()),
  body: z.nullish(z.string()),
  html_url: z.string(),
  user: z.nullish(z.object({ login: z.string() })),
});

const LABEL = z.object({ name: z.string() });

export interface GithubComment extends ManagedComment {
  /** Null for an author whose account is gone. */
  readonly author: string | null;
}

/** Checks an answer once, at the edge; whatever is no comment (a login page, cut JSON) is not taken for one. */
export function parseComment(data: unknown): GithubComment {
  const { id, body, html_url, user } = parseAnswer(COMMENT, data, "a comment");
  return { id, body: body ?? "", url: html_url, author: user?.login ?? null };
}

export function parseComments(data: unknown): readonly GithubComment[] {
  return parseList(data, "comments").map(parseComment);
}

/** Names of a pull request's labels. */
export function parseLabels(data: unknown): readonly string[] {
  return parseList(data, "labels").map((label) => parseAnswer(LABEL, label, "a label").name);
}
