import { expect, test } from "vitest";
import { call, pushCommits } from "./client.ts";
import { startForTest } from "./start-for-test.ts";
import type { Tokens } from "./start-github.ts";

test.each<[keyof Tokens, string | null]>([
  ["classic", "repo"],
  ["classicWorkflow", "repo, workflow"],
  ["fineGrained", null],
  ["write", null],
])("the scopes of %s are %j in a header", async (name, scopes) => {
  const github = await startForTest();
  const { headers } = await call(github, "GET", "", undefined, github.tokens[name]);
  expect(headers.get("x-oauth-scopes")).toBe(scopes);
});

test.each<[keyof Tokens, boolean]>([
  ["classic", true],
  ["fineGrained", true],
  ["outsider", false],
])("the repository tells %s whether it may push: %s", async (name, push) => {
  const github = await startForTest();
  await pushCommits(github, 1);
  const answer = await call(github, "GET", "", undefined, github.tokens[name]);
  expect(answer).toMatchObject({ status: 200, body: { permissions: { push, pull: true, admin: false } } });
  expect((await call(github, "POST", "/releases", { tag_name: "v1" }, github.tokens[name])).status).toBe(push ? 201 : 404);
});

test("nobody's permissions are told without a token", async () => {
  const github = await startForTest();
  expect((await call(github, "GET", "", undefined, null)).body).not.toHaveProperty("permissions");
});

test("a fine-grained token is told which permission it lacks, a classic one is told nothing", async () => {
  const github = await startForTest({ immutableReleases: true });
  const fine = await call(github, "GET", "/immutable-releases", undefined, github.tokens.fineGrained);
  expect(fine).toMatchObject({ status: 403, body: { message: "Resource not accessible by personal access token" } });
  expect(fine.headers.get("x-accepted-github-permissions")).toBe("administration=read");
  expect(await call(github, "GET", "/immutable-releases", undefined, github.tokens.classic)).toMatchObject({ status: 404 });
});
