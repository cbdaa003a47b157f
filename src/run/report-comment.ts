import type { PullRequestComments } from "../forge/port.ts";
import { Failure } from "../model/failure.ts";
import { toWarning, type Problem } from "../model/problem.ts";

export interface CommentRequest {
  readonly pull: number;
  /** Begins the body, and tells our comment from others. */
  readonly marker: string;
  readonly body: string;
  /** False: a comment that is there is brought up to date, and none is made. */
  readonly worthMaking: boolean;
}

export interface CommentReport {
  /** Null when there is no comment, or when it cannot be told. */
  readonly url: string | null;
  /** Why the comment is not as it should be. */
  readonly problem: Problem | null;
}

/** Makes the one comment of a pull request, or edits it in place. It never fails the run. */
export async function reportComment(
  comments: PullRequestComments,
  { pull, marker, body, worthMaking }: CommentRequest,
): Promise<CommentReport> {
  try {
    const found = await comments.find(pull, marker);
    if (found === null) return { url: worthMaking ? (await comments.create(pull, marker, body)).url : null, problem: null };
    return { url: (found.body === body ? found : await comments.edit(found.id, body)).url, problem: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [{ message, fix }] = error.problems;
    return { url: null, problem: toWarning("comment-not-written", message, fix) };
  }
}
