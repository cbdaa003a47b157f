import { describe, expect, test } from "vitest";
import { addLabel, createComments } from "../../../src/forge/github/comments.ts";
import type { PullRequestComments } from "../../../src/forge/port.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Comment, Issue } from "../../support/github/state.ts";
import { openClient, requestsOf } from "./open-github.ts";
import { LOGIN, someIssue } from "./some-issues.ts";

const MARKER = "<!-- flow-tagbot:check -->";
const CREATION = { kind: "api", method: "POST", path: /\/comments$/ } as const;
const CHANGE = { kind: "api", method: "PATCH", path: /\/comments\/\d+$/ } as const;

function open(github: GithubStandIn, login: string | null = LOGIN): PullRequestComments {
  const time = createFakeTime();
  const { client, place } = openClient(github, { time });
  return createComments(client, place, () => Promise.resolve(login), time);
}

function pullWith(comments: readonly Partial<Comment>[] = [], changes: Partial<Issue> = {}): Issue {
  const made = comments.map((comment, index) => ({
    id: index + 1,
    author: LOGIN,
    body: "",
    createdAt: "2026-02-01T00:00:00Z",
    ...comment,
  }));
  return someIssue(7, { isPullRequest: true, labels: [], comments: made, ...changes });
}

function bodies(github: GithubStandIn): readonly string[] {
  return github.issues.flatMap(({ comments }) => comments.map(({ body }) => body));
}

describe("our comment", () => {
  test("is the one that begins with the marker and is the token's own", async () => {
    const issues = [
      pullWith([
        { body: `${MARKER}\nforged`, author: "stranger" },
        { body: `As it says: ${MARKER}` },
        { body: `${MARKER}\nours` },
        { body: `${MARKER}\nlater` },
      ]),
    ];
    const github = await startForTest({ issues });
    expect(await open(github).find(7, MARKER)).toMatchObject({ id: 3, body: `${MARKER}\nours` });
    expect(await open(github, "somebody").find(7, MARKER)).toBeNull();
  });

  test("is looked for page by page until it is found, and nobody is asked who we are where there is none", async () => {
    const others = Array.from({ length: 250 }, (_, index) => ({ body: `${index}`, author: "person" }));
    const github = await startForTest({ issues: [pullWith([...others.slice(0, 150), { body: MARKER }, ...others.slice(150)])] });
    expect(await open(github).find(7, MARKER)).toMatchObject({ id: 151 });
    expect(requestsOf(github)).toEqual([1, 2].map((page) => `GET issues/7/comments?per_page=100&page=${page}`));
    const none = await startForTest({ issues: [pullWith(others)] });
    expect(await open(none, null).find(7, MARKER)).toBeNull();
  });

  test("among too many, or without a known login, cannot be told: nothing is made", async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ body: `${index}`, author: "person" }));
    const github = await startForTest({ issues: [pullWith(many)] });
    await expect(open(github).find(7, MARKER)).rejects.toMatchObject({ code: "comment-not-written" });
    await expect(open(github, null).create(7, MARKER, MARKER)).rejects.toMatchObject({ code: "comment-not-written" });
    expect(bodies(github)).toHaveLength(1001);
  });

  test("is made, and edited in place", async () => {
    const github = await startForTest({ issues: [pullWith()], permissions: { contents: "read", issues: "none" } });
    const made = await open(github).create(7, MARKER, `${MARKER}\none`);
    expect(made.url).toContain(`#issuecomment-${made.id}`);
    expect(await open(github).edit(made.id, `${MARKER}\ntwo`)).toMatchObject({ id: made.id, body: `${MARKER}\ntwo` });
    expect(bodies(github)).toEqual([`${MARKER}\ntwo`]);
  });

  test("whose answer is lost is found, not made twice; a change is made once more", async () => {
    const github = await startForTest({ issues: [pullWith()] });
    github.fail(CREATION, { when: "after", answer: "reset" });
    const made = await open(github).create(7, MARKER, `${MARKER}\none`);
    github.fail(CHANGE, { when: "after", answer: { status: 502, body: "" } });
    await open(github).edit(made.id, `${MARKER}\ntwo`);
    expect(bodies(github)).toEqual([`${MARKER}\ntwo`]);
  });

  test.each([
    ["comment-not-written", { status: 403, body: { message: "Resource not accessible by integration" } }],
    ["comment-not-written", { status: 403, body: { message: "Unable to create comment because issue is locked." } }],
    ["comment-not-written", { status: 404, body: { message: "Not Found" } }],
    ["forge-auth", { status: 401, body: { message: "Bad credentials" } }],
    ["forge-unreachable", { status: 503, body: "" }],
  ])("that is refused is a failure: %s", async (code, answer) => {
    const github = await startForTest({ issues: [pullWith([{ body: MARKER }])] });
    github.fail(CREATION, { answer, times: 9 });
    github.fail(CHANGE, { answer, times: 9 });
    await expect(open(github).create(7, `${MARKER}x`, `${MARKER}x`)).rejects.toMatchObject({ code });
    await expect(open(github).edit(1, MARKER)).rejects.toMatchObject({ code });
  });

  test("is not taken from an answer that is none", async () => {
    const github = await startForTest({ issues: [pullWith()] });
    github.fail(
      { kind: "api", method: "GET", path: /\/comments$/ },
      { times: 9, answer: { status: 200, headers: { "content-type": "text/html" }, body: "<html>" } },
    );
    await expect(open(github).find(7, MARKER)).rejects.toMatchObject({ code: "forge-unreadable" });
  });
});

describe("a label", () => {
  const add = (github: GithubStandIn): Promise<boolean> => {
    const time = createFakeTime();
    const { client, place } = openClient(github, { time });
    return addLabel(client, place, 7, "released", time);
  };

  test("is added beside the others, once, whatever its case", async () => {
    const github = await startForTest({ issues: [pullWith([], { labels: ["other"] })] });
    expect([await add(github), await add(github)]).toEqual([true, false]);
    expect(github.issues[0]?.labels).toEqual(["other", "released"]);
    const there = await startForTest({ issues: [pullWith([], { labels: ["Released"] })] });
    expect(await add(there)).toBe(false);
  });

  test("that is refused is a failure", async () => {
    const github = await startForTest({ issues: [pullWith()], permissions: { pull_requests: "read" } });
    await expect(add(github)).rejects.toMatchObject({ code: "comment-not-written" });
  });
});
