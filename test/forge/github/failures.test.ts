import { RequestError } from "@octokit/request-error";
import { describe, expect, test } from "vitest";
import { githubFailure, toRefusal } from "../../../src/forge/github/failures.ts";

function refused(status: number, data: unknown, headers: Readonly<Record<string, string>> = {}): RequestError {
  return new RequestError("message", status, {
    request: { method: "POST", url: "https://example.com", headers: {} },
    response: { status, url: "https://example.com", headers, data },
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
