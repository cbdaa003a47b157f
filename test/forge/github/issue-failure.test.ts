import { RequestError } from "@octokit/request-error";
import { expect, test } from "vitest";
import { issueFailure } from "../../../src/forge/github/issue-failure.ts";
import { githubFailure } from "../../../src/forge/github/failures.ts";
import { textWith } from "../../git/text-with.ts";

function refused(status: number, message: string): RequestError {
  const request = { method: "POST" as const, url: "https://api.github.com/repos/o/r/issues", headers: {} };
  return new RequestError(message, status, { request, response: { status, url: request.url, headers: {}, data: { message } } });
}

test.each([
  [410, "Issues are disabled for this repo", "issue-not-written", "settings"],
  [404, "Not Found", "issue-not-written", "see this repository"],
  [403, "Resource not accessible by integration", "forge-denied", "issues: write"],
  [403, "You have exceeded a secondary rate limit", "forge-rate-limit", "next run"],
  [401, "Bad credentials", "forge-auth", "token"],
  [422, "Validation Failed", "forge-invalid", "message"],
])("HTTP %i %s is %s, however often it was wrapped", (status, words, code, fix) => {
  const error = refused(status, words);
  const expected = { code, message: textWith(words), problems: [{ fix: textWith(fix) }] };
  expect(issueFailure("It failed", error)).toMatchObject(expected);
  expect(issueFailure("Again", issueFailure("It failed", githubFailure("First", error)))).toMatchObject({
    ...expected,
    message: textWith("First"),
  });
});

test("what is no answer is no failure", () => {
  const bug = new TypeError("bug");
  expect(() => issueFailure("It failed", bug)).toThrow(bug);
});
