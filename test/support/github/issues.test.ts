import { expect, test } from "vitest";
import { call } from "./client.ts";
import { record } from "./json.ts";
import { startForTest } from "./start-for-test.ts";

test("an issue is opened with a label, found by it, edited, commented and closed", async () => {
  const github = await startForTest();
  expect(await call(github, "POST", "/labels", { name: "tagbot", color: "5319e7" })).toMatchObject({ status: 201 });
  expect(await call(github, "POST", "/issues", { title: "Do it", body: "first", labels: ["Tagbot"] })).toMatchObject({
    status: 201,
    body: { number: 1, state: "open", labels: [{ name: "tagbot", color: "5319e7" }] },
  });
  expect((await call(github, "GET", "/issues?labels=tagbot&state=open")).body).toHaveLength(1);
  expect(await call(github, "PATCH", "/issues/1", { body: "second" })).toMatchObject({
    status: 200,
    body: { body: "second", title: "Do it" },
  });
  expect(await call(github, "POST", "/issues/1/comments", { body: "done" })).toMatchObject({ status: 201 });
  expect(await call(github, "PATCH", "/issues/1", { state: "closed" })).toMatchObject({
    body: { state: "closed", state_reason: "completed", closed_at: "2026-03-01T12:00:00Z", comments: 1 },
  });
  expect((await call(github, "GET", "/issues?labels=tagbot")).body).toEqual([]);
  expect((await call(github, "GET", "/issues?state=all&labels=tagbot&creator=github-actions%5Bbot%5D")).body).toHaveLength(1);
  expect((await call(github, "GET", "/issues?state=all&creator=other")).body).toEqual([]);
  expect((await call(github, "GET", "/issues/1/comments")).body).toMatchObject([{ body: "done" }]);
});

test("issues are listed newest first in pages", async () => {
  const github = await startForTest();
  for (const title of ["a", "b", "c"]) await call(github, "POST", "/issues", { title });
  const page = await call(github, "GET", "/issues?per_page=2");
  expect(page.body).toMatchObject([{ title: "c" }, { title: "b" }]);
  expect(page.headers.get("link")).toContain('rel="next"');
  expect((await call(github, "GET", "/issues?per_page=2&page=2")).body).toMatchObject([{ title: "a" }]);
});

test("a person without push access opens an issue, and the labels are dropped without a word", async () => {
  const github = await startForTest();
  const made = await call(github, "POST", "/issues", { title: "x", labels: ["bug"] }, github.tokens.outsider);
  expect(made).toMatchObject({ status: 201, body: { labels: [], user: { login: "outsider" } } });
});

test("unknown labels are made", async () => {
  const github = await startForTest();
  await call(github, "POST", "/issues", { title: "x", labels: ["new"] });
  expect(await call(github, "GET", "/labels/new")).toMatchObject({ status: 200, body: { color: "ededed" } });
  expect(await call(github, "POST", "/labels", { name: "NEW" })).toMatchObject({
    status: 422,
    body: { errors: [{ code: "already_exists" }] },
  });
});

test.each([
  ["body", { title: "x", body: "y".repeat(65_537) }],
  ["title", { title: "x".repeat(257) }],
  ["title", { title: " " }],
])("an issue with a bad %s fails the validation", async (field, body) => {
  const github = await startForTest();
  expect(await call(github, "POST", "/issues", body)).toMatchObject({ status: 422, body: { errors: [{ resource: "Issue", field }] } });
});

test("disabled issues are gone", async () => {
  const github = await startForTest({ hasIssues: false });
  expect(await call(github, "POST", "/issues", { title: "x" })).toMatchObject({ status: 410 });
  expect(await call(github, "PATCH", "/issues/1", { state: "closed" })).toMatchObject({ status: 410 });
});

test("a pull request is listed among the issues and marked as one", async () => {
  const github = await startForTest();
  await call(github, "POST", "/issues", { title: "issue" });
  const [issue] = github.issues;
  if (issue === undefined) throw new Error("no issue");
  const other = await startForTest({ issues: [{ ...issue, isPullRequest: true }] });
  expect((await call(other, "GET", "/issues")).body).toMatchObject([{ pull_request: {} }]);
});

test("every route of disabled issues is gone", async () => {
  const github = await startForTest({ hasIssues: false });
  for (const [method, path, body] of [
    ["GET", "/issues", undefined],
    ["GET", "/issues/1", undefined],
    ["GET", "/issues/1/comments", undefined],
    ["POST", "/issues/1/comments", { body: "x" }],
  ] as const)
    expect(await call(github, method, path, body)).toMatchObject({ status: 410 });
});

test.each([
  [false, 201],
  [true, 403],
])("a locked issue takes comments of an app by an option (stops apps: %s)", async (lockStopsApps, status) => {
  const first = await startForTest();
  await call(first, "POST", "/issues", { title: "x" });
  const issues = first.issues.map((issue) => ({ ...issue, locked: true }));
  const github = await startForTest({ issues, issueOptions: { lockStopsApps } });
  const comment = async (token: string): Promise<number> => (await call(github, "POST", "/issues/1/comments", { body: "y" }, token)).status;
  expect(await comment(github.tokens.write)).toBe(status);
  expect(await comment(github.tokens.classic)).toBe(201);
  expect(await comment(github.tokens.outsider)).toBe(403);
});

test.each([403, 422] as const)("new labels can be refused with %i, and issues that would bring one", async (status) => {
  const label = { id: 1, name: "old", color: "ededed", description: null };
  const github = await startForTest({ labels: [label], issueOptions: { newLabels: status } });
  expect(await call(github, "POST", "/labels", { name: "new" })).toMatchObject({ status });
  expect(await call(github, "POST", "/issues", { title: "x", labels: ["new"] })).toMatchObject({ status });
  expect(await call(github, "POST", "/issues", { title: "x", labels: ["old"] })).toMatchObject({ status: 201 });
  expect(await call(github, "PATCH", "/issues/1", { labels: ["new"] })).toMatchObject({ status });
  expect(github.labels).toEqual([label]);
});

test("the limits of title and body have GitHub's words", async () => {
  const github = await startForTest();
  expect((await call(github, "POST", "/issues", { title: "x".repeat(257), body: "y".repeat(65_537) })).body).toMatchObject({
    errors: [{ message: "title is too long (maximum is 256 characters)" }, { message: "body is too long (maximum is 65536 characters)" }],
  });
  expect(await call(github, "POST", "/issues", { title: "x".repeat(256), body: "y".repeat(65_536) })).toMatchObject({ status: 201 });
});

test("an issue is closed for a reason and reopened, and lists follow its changes", async () => {
  let minutes = 0;
  const github = await startForTest({ clock: () => new Date(Date.UTC(2026, 0, 1) + (minutes += 1) * 60_000) });
  for (const title of ["a", "b", "c"]) await call(github, "POST", "/issues", { title });
  expect(await call(github, "PATCH", "/issues/1", { state: "closed", state_reason: "not_planned" })).toMatchObject({
    body: { state: "closed", state_reason: "not_planned" },
  });
  const titles = async (query: string): Promise<unknown> => {
    const { body } = await call(github, "GET", `/issues?${query}`);
    return Array.isArray(body) ? body.map((issue: unknown) => record(issue)["title"]) : body;
  };
  expect(await titles("state=all&sort=updated&direction=desc")).toEqual(["a", "c", "b"]);
  expect(await titles("state=all&sort=created&direction=asc&per_page=2")).toEqual(["a", "b"]);
  expect(await titles("state=closed")).toEqual(["a"]);
  expect(await call(github, "PATCH", "/issues/1", { state: "open" })).toMatchObject({
    body: { state: "open", state_reason: "reopened", closed_at: null },
  });
});
