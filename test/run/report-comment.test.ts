import { expect, test } from "vitest";
import { reportComment } from "../../src/run/report-comment.ts";
import { textWith } from "../git/text-with.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { someIssue } from "../forge/github/some-issues.ts";

const MARKER = "<!-- flow-tagbot:check -->";

function asked(text: string, worthMaking = true): Parameters<typeof reportComment>[1] {
  return { pull: 7, marker: MARKER, body: `${MARKER}\n${text}`, worthMaking };
}

function writes(github: GithubStandIn): readonly string[] {
  return github.requests.filter(({ write }) => write).map(({ method }) => method);
}

test("the comment is made once, left alone while it says the same, and edited when it does not", async () => {
  const github = await startForTest({ issues: [someIssue(7, { isPullRequest: true })] });
  const { comments } = openGithub(github);
  const made = await reportComment(comments, asked("one"));
  expect(made).toEqual({ url: textWith("#issuecomment-"), problem: null });
  expect(await reportComment(comments, asked("one"))).toEqual(made);
  expect(await reportComment(comments, asked("two", false))).toEqual(made);
  expect(writes(github)).toEqual(["POST", "PATCH"]);
});

test("with nothing to say none is made", async () => {
  const github = await startForTest({ issues: [someIssue(7, { isPullRequest: true })] });
  expect(await reportComment(openGithub(github).comments, asked("nothing", false))).toEqual({ url: null, problem: null });
  expect(writes(github)).toEqual([]);
});

test("a refusal is a warning with the permission that is missing", async () => {
  const github = await startForTest({ issues: [someIssue(7, { isPullRequest: true })], permissions: { pull_requests: "read" } });
  expect(await reportComment(openGithub(github).comments, asked("one"))).toMatchObject({
    url: null,
    problem: { code: "comment-not-written", severity: "warning", fix: textWith("pull-requests: write") },
  });
});
