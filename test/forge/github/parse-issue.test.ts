import { expect, test } from "vitest";
import { parseIssue, parseIssues } from "../../../src/forge/github/parse-issue.ts";

const ISSUE = {
  number: 7,
  body: "Hello",
  state: "closed",
  state_reason: "not_planned",
  locked: true,
  html_url: "https://github.com/o/r/issues/7",
  user: { login: "someone" },
  labels: ["a", { name: "b" }, { name: null }],
  updated_at: "2026-02-01T00:00:00Z",
};

test("an issue is read with what is used of it", () => {
  expect(parseIssue({ ...ISSUE, more: 1 })).toEqual({
    number: 7,
    body: "Hello",
    state: "closed",
    unwanted: true,
    locked: true,
    url: "https://github.com/o/r/issues/7",
    author: "someone",
    labels: ["a", "b", ""],
    updated: Date.UTC(2026, 1, 1),
    isPullRequest: false,
  });
});

test("an author whose account is gone is nobody, and a body that is missing is empty", () => {
  expect(parseIssue({ ...ISSUE, user: null, body: null, updated_at: "?", pull_request: {} })).toMatchObject({
    author: null,
    body: "",
    updated: 0,
    isPullRequest: true,
  });
});

test.each([
  null,
  "<html>",
  {},
  { ...ISSUE, number: "7" },
  { ...ISSUE, number: 0 },
  { ...ISSUE, state: "merged" },
  { ...ISSUE, labels: null },
])("%j is no issue", (data) => {
  expect(() => parseIssue(data)).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
  expect(() => parseIssues([ISSUE, data])).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
});

test("a login page is no list of issues", () => {
  expect(parseIssues([])).toEqual([]);
  expect(() => parseIssues("<html>")).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
});
