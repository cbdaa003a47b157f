import { RequestError } from "@octokit/request-error";
import { describe, expect, test } from "vitest";
import { githubFailure, toRefusal } from "../../../src/forge/github/failures.ts";

const RELEASES = "https://example.com/repos/o/r/releases";

function refused(
  status: number,
  data: unknown,
  headers: Readonly<Record<string, string>> = {},
  method: "GET" | "POST" | "PATCH" = "POST",
  url = RELEASES,
): RequestError {
  return new RequestError("message", status, {
    request: { method, url, headers: { authorization: "token ghs_secret0000" } },
    response: { status, url, headers, data },
  });
}

test.each([
  ["a token that is not valid", 401, { message: "Bad credentials" }, {}, "forge-auth"],
  [
    "a missing permission",
    403,
    { message: "Resource not accessible by integration" },
    { "x-accepted-github-permissions": "contents=write" },
    "forge-denied",
  ],
  [
    "a workflow file that the token may not release, as GitHub Apps are told",
    403,
    { message: "Resource not accessible by integration" },
    { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" },
    "release-workflow",
  ],
  [
    "a workflow file that the token may not release, as others are told",
    404,
    { message: "Not Found" },
    { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" },
    "release-workflow",
  ],
  [
    "single sign-on",
    403,
    { message: "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization." },
    { "x-github-sso": "required; url=https://example.com/orgs/o/sso?authorization_request=0000" },
    "forge-sso",
  ],
  [
    "single sign-on without its header",
    403,
    {
      message:
        "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.",
    },
    {},
    "forge-sso",
  ],
  [
    "the secondary limit, which says when",
    403,
    {
      message:
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.",
    },
    { "retry-after": "60", "x-ratelimit-remaining": "4000" },
    "forge-rate-limit",
  ],
  ["a limit that only says when", 403, { message: "Forbidden" }, { "retry-after": "60" }, "forge-rate-limit"],
  ["two writers at once", 409, { message: "Conflict" }, {}, "forge-unreachable"],
  [
    "a time-out",
    504,
    { message: "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request." },
    {},
    "forge-unreachable",
  ],
  ["a file for an immutable release", 422, { message: "Cannot upload assets to an immutable release." }, {}, "release-immutable"],
  [
    "a named file for an immutable release",
    422,
    {
      message:
        "Cannot upload asset a.yml to an immutable release. GitHub only allows asset uploads before a release is published, but draft releases do.",
    },
    {},
    "release-immutable",
  ],
  [
    "a tag name of an immutable release, which the rules refuse as well",
    422,
    {
      message: "Validation Failed",
      errors: [
        { resource: "Release", code: "custom", field: "tag_name", message: "tag_name was used by an immutable release" },
        {
          resource: "Release",
          code: "custom",
          field: "pre_receive",
          message: "pre_receive Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n",
        },
        { resource: "Release", code: "custom", message: "Published releases must have a valid tag" },
      ],
    },
    {},
    "release-immutable",
  ],
  [
    "an issue's body that is too long",
    422,
    {
      message: "Validation Failed",
      errors: [{ resource: "Issue", code: "custom", field: "body", message: "body is too long (maximum is 65536 characters)" }],
    },
    {},
    "forge-invalid",
  ],
  ["issues that are switched off", 410, { message: "Issues are disabled for this repo" }, {}, "forge-invalid"],
  ["a hidden repository", 404, { message: "Not Found" }, {}, "forge-denied"],
  [
    "the primary limit",
    403,
    { message: "API rate limit exceeded for installation ID 1." },
    { "x-ratelimit-remaining": "0" },
    "forge-rate-limit",
  ],
  ["the primary limit without its words", 403, { message: "Forbidden" }, { "x-ratelimit-remaining": "0" }, "forge-rate-limit"],
  [
    "the secondary limit",
    403,
    { message: "You have exceeded a secondary rate limit." },
    { "x-ratelimit-remaining": "4000" },
    "forge-rate-limit",
  ],
  ["too many requests", 429, "", {}, "forge-rate-limit"],
  ["a server error", 502, "<html>", {}, "forge-unreachable"],
  [
    "a body that is too long",
    422,
    {
      message: "Validation Failed",
      errors: [{ resource: "Release", code: "custom", field: "body", message: "body is too long (maximum is 125000 characters)" }],
    },
    {},
    "forge-invalid",
  ],
  [
    "a ruleset",
    422,
    {
      message: "Validation Failed",
      errors: [
        {
          resource: "Release",
          code: "custom",
          field: "pre_receive",
          message: "pre_receive Repository rule violations found\n\nCannot create ref due to creations being restricted.",
        },
      ],
    },
    {},
    "release-ruleset",
  ],
  [
    "a tag name of an immutable release",
    422,
    {
      message: "Validation Failed",
      errors: [{ resource: "Release", code: "custom", field: "tag_name", message: "tag_name was used by an immutable release" }],
    },
    {},
    "release-immutable",
  ],
  [
    "errors that are texts",
    422,
    { message: "Invalid request.", errors: ["Only the first 1000 results are available."] },
    {},
    "forge-invalid",
  ],
  ["a validation error without JSON", 422, "no", {}, "forge-invalid"],
] as const)("%s (HTTP %i)", (_name, status, data, headers, code) => {
  const error = refused(status, data, headers);
  expect(githubFailure("It failed", error)).toMatchObject({ code, cause: error });
});

test.each([
  ["publishing a draft", "PATCH", `${RELEASES}/7`, "release-workflow"],
  ["a file", "POST", `${RELEASES}/7/assets`, "forge-denied"],
  ["an issue", "POST", "https://example.com/repos/o/r/issues", "forge-denied"],
  ["reading", "GET", RELEASES, "forge-denied"],
] as const)("the rule about workflow files is not looked for where it does not hold: %s", (_name, method, url, code) => {
  const headers = { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" };
  expect(githubFailure("It failed", refused(404, { message: "Not Found" }, headers, method, url)).code).toBe(code);
});

test("a text that is too long is to be made shorter, and nothing else", () => {
  const errors = [{ resource: "Release", code: "custom", field: "body", message: "body is too long (maximum is 125000 characters)" }];
  const { problems } = githubFailure("It failed", refused(422, { message: "Validation Failed", errors }));
  expect(problems[0].fix).toContain("125,000");
});

test.each([
  { message: "bad header: authorization: token ghs_secret0000" },
  { message: "Bad credentials", errors: ["Authorization: Bearer 0123456789abcdef"] },
  { message: 'proxy: {"authorization":"token github_pat_11AA0"} was refused' },
  "<html>token ghp_0000secret</html>",
])("a server that quotes the token is not quoted with it: %j", (data) => {
  const { message, problems } = githubFailure("It failed", refused(400, data));
  expect(JSON.stringify([message, problems])).not.toMatch(/gh[ps]_\w|github_pat_|0123456789abcdef/);
});

test("a request without an answer is a server that cannot be reached", () => {
  const error = new RequestError("fetch failed", 500, { request: { method: "GET", url: "https://example.com", headers: {} } });
  expect(githubFailure("It failed", error).code).toBe("forge-unreachable");
});

describe("what the server said", () => {
  test("is kept: the message, every error's text, and the codes by field", () => {
    const error = refused(422, {
      message: "Validation Failed",
      errors: [
        { resource: "Release", code: "already_exists", field: "tag_name" },
        { resource: "Release", code: "custom", message: "Published releases must have a valid tag" },
        "a text",
      ],
    });
    expect(toRefusal(error)).toEqual({
      status: 422,
      words: "Validation Failed; Published releases must have a valid tag; a text",
      codes: ["already_exists:tag_name", "custom:"],
    });
  });

  test("is nothing for an error that is no answer, which passes on as it is", () => {
    const error = new TypeError("ours");
    expect(toRefusal(error)).toBeNull();
    expect(() => githubFailure("It failed", error)).toThrow(error);
  });
});
