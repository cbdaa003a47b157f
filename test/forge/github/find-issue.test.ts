import { describe, expect, test } from "vitest";
import { findIssue, hasLabel, withoutMarker } from "../../../src/forge/github/find-issue.ts";
import { parseIssue } from "../../../src/forge/github/parse-issue.ts";
import type { ManagedIssue } from "../../../src/forge/port.ts";
import { textWith } from "../../git/text-with.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Issue } from "../../support/github/state.ts";
import { SIGNS } from "../contract.ts";
import { openClient, requestsOf } from "./open-github.ts";
import { LOGIN, someIssue } from "./some-issues.ts";

const LISTING = { kind: "api", method: "GET", path: /\/issues$/ } as const;

function find(github: GithubStandIn): Promise<ManagedIssue | null> {
  const { client, place } = openClient(github);
  return findIssue(client, place, () => Promise.resolve(LOGIN), SIGNS);
}

const FOREIGN: readonly (readonly [string, Partial<Issue>])[] = [
  ["of another author", { author: "mallory" }],
  ["of a person named like the app", { author: "github-actions" }],
  ["without the label", { labels: ["flow-tagbot-2"] }],
  ["without a marker", { body: "Hello" }],
  ["with the marker within a line", { body: `See ${SIGNS.marker}` }],
  ["with an indented marker", { body: `    ${SIGNS.marker}` }],
  ["without a body", { body: null }],
  ["that is a pull request", { isPullRequest: true }],
];

describe("an issue", () => {
  test.each(FOREIGN)("%s is never found, even where the server filters nothing", async (_name, changes) => {
    const issues = [someIssue(1, changes)];
    expect(await find(await startForTest({ issues }))).toBeNull();
    expect(await findUnfiltered(issues)).toBeNull();
    expect(await findUnfiltered([...issues, someIssue(2)])).toMatchObject({ number: 2 });
  });

  /** What is found when the server answers every listing with all that there is. */
  async function findUnfiltered(issues: readonly Issue[]): Promise<ManagedIssue | null> {
    const github = await startForTest({ issues });
    const { client, place } = openClient(github);
    const { data } = await client.rest.issues.listForRepo({ ...place, state: "all" });
    expect(data).toHaveLength(issues.length);
    github.fail(LISTING, { answer: { status: 200, headers: { "content-type": "application/json" }, body: data } });
    return find(github);
  }

  test.each([
    ["in another case of the label", { labels: ["other", "Flow-Tagbot"] }],
    ["edited in a browser", { body: `Hello\r\n${SIGNS.marker}\r\nthere` }],
  ])("%s is found", async (_name, changes) => {
    expect(await find(await startForTest({ issues: [someIssue(1, changes)] }))).toMatchObject({ number: 1 });
  });
});

describe("of several issues", () => {
  const closed = (number: number, day: number): Issue =>
    someIssue(number, { state: "closed", stateReason: "completed", updatedAt: `2026-02-0${day}T00:00:00Z` });

  test.each([
    ["the open one with the lowest number", [someIssue(4), someIssue(3, { updatedAt: "2026-01-01T00:00:00Z" }), closed(1, 9)], 3],
    ["without an open one the closed one that changed last", [closed(1, 2), closed(2, 5), closed(3, 3)], 2],
  ])("%s is found", async (_name, issues, number) => {
    expect(await find(await startForTest({ issues }))).toMatchObject({ number });
  });

  test("all pages are read, and one that is not full is the last", async () => {
    const issues = [
      someIssue(1),
      ...Array.from({ length: 199 }, (_, index) => someIssue(index + 2, { updatedAt: "2026-02-02T00:00:00Z" })),
    ];
    const github = await startForTest({ issues });
    expect(await find(github)).toMatchObject({ number: 1 });
    expect(requestsOf(github)).toHaveLength(2);
  });

  test("of which there are thousands none is taken for the only one", async () => {
    const github = await startForTest({ issues: [someIssue(1)] });
    const next = { link: '<https://example.invalid/?page=9>; rel="next"' };
    github.fail(LISTING, { times: 99, answer: { status: 200, headers: { ...next, "content-type": "application/json" }, body: [] } });
    await expect(find(github)).rejects.toMatchObject({ code: "issue-not-written", message: textWith(SIGNS.label) });
    expect(requestsOf(github)).toHaveLength(20);
  });
});

test("an issue that a person closed as not planned is not wanted; one that was completed may come again", async () => {
  const states = ["not_planned", "completed", null].map(async (stateReason) => {
    const github = await startForTest({ issues: [someIssue(1, { state: "closed", stateReason })] });
    return (await find(github))?.unwanted;
  });
  expect(await Promise.all(states)).toEqual([true, false, false]);
  expect(await find(await startForTest({ issues: [someIssue(1, { stateReason: "not_planned" })] }))).toMatchObject({ unwanted: false });
});

test.each([
  ["forge-unreachable", { status: 502, body: "" }],
  ["forge-unreadable", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
  ["forge-denied", { status: 403, body: { message: "Resource not accessible by integration" } }],
  ["issue-not-written", { status: 404, body: { message: "Not Found" } }],
  ["issue-not-written", { status: 410, body: { message: "Issues are disabled for this repo" } }],
])("a listing that cannot be read is a failure, not an empty one: %s", async (code, answer) => {
  const github = await startForTest({ issues: [someIssue(1)] });
  github.fail(LISTING, { times: 9, answer });
  await expect(find(github)).rejects.toMatchObject({ code });
});

test("a marker is taken out line by line", () => {
  expect(withoutMarker(`a\r\n${SIGNS.marker}\r\nb ${SIGNS.marker}\n`, SIGNS.marker)).toBe(`a\nb ${SIGNS.marker}\n`);
});

test("labels are the same in any case", () => {
  const issue = parseIssue({ number: 1, state: "open", html_url: "", labels: [{ name: "A" }, "b"], updated_at: "" });
  expect(["a", "B", "c"].map((label) => hasLabel(issue, label))).toEqual([true, true, false]);
});

test("nobody's login is asked for when no issue has all other signs", async () => {
  const github = await startForTest({ issues: [someIssue(1, { body: "Something else." })] });
  const { client, place } = openClient(github);
  expect(await findIssue(client, place, () => Promise.reject(new Error("not to be asked")), SIGNS)).toBeNull();
});
