import { describe, expect, test } from "vitest";
import { call, git, pushCommits } from "./client.ts";
import { record, textOf } from "./json.ts";
import { startForTest, startUnchecked } from "./start-for-test.ts";

describe("access", () => {
  test.each([
    ["a wrong token", "wrong", 401],
    ["no token", null, 401],
    ["a token that may only read", "ghs_read0000", 403],
    ["a person's token without push access", "ghp_outsider0000", 404],
  ])("%s creates no release", async (_what, token, status) => {
    const github = await startForTest();
    const answer = await call(github, "POST", "/releases", { tag_name: "v1" }, token);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.headers.get("x-accepted-github-permissions")).toBe("contents=write");
  });

  test("permissions of the write token can be taken away one by one", async () => {
    const github = await startForTest({ permissions: { issues: "none" } });
    await pushCommits(github, 1);
    expect(await call(github, "POST", "/issues", { title: "x" })).toMatchObject({ status: 403 });
    expect(await call(github, "POST", "/releases", { tag_name: "v1" })).toMatchObject({ status: 201 });
  });

  test("a private repository is not there for those who may not see it", async () => {
    const github = await startForTest({ isPrivate: true });
    expect(await call(github, "GET", "", undefined, null)).toMatchObject({ status: 404 });
    expect(await call(github, "GET", "")).toMatchObject({ status: 200, body: { private: true, permissions: { push: true } } });
  });
});

describe("checks against the API description", () => {
  test.each([
    ["a boolean make_latest", "POST", "/releases", { tag_name: "v1", make_latest: false }],
    ["a missing tag_name", "POST", "/releases", { name: "v1" }],
    ["a draft as text", "POST", "/releases", { tag_name: "v1", draft: "true" }],
    ["an unknown field", "POST", "/releases", { tag_name: "v1", latest: "true" }],
    ["an unknown parameter", "GET", "/releases?perpage=100", undefined],
    ["a page that is no number", "GET", "/releases?page=x", undefined],
  ])("%s is a violation and answered with 422", async (_what, method, path, body) => {
    const github = await startUnchecked();
    expect(await call(github, method, path, body)).toMatchObject({ status: 422 });
    expect(github.violations).not.toEqual([]);
    expect(github.releases).toEqual([]);
  });

  test("a path that GitHub does not have is a violation and answered with 404", async () => {
    const github = await startUnchecked();
    expect(await call(github, "GET", "/no-such-thing")).toMatchObject({ status: 404 });
    expect(github.violations).toHaveLength(1);
  });
});

describe("general answers", () => {
  test("carry the rate limit, a request id and the selected version", async () => {
    const github = await startForTest({ rateLimit: 2 });
    const { headers } = await call(github, "GET", "");
    expect(headers.get("x-ratelimit-remaining")).toBe("1");
    expect(headers.get("x-github-request-id")).toMatch(/^[0-9A-F:]+$/u);
    expect(headers.get("x-github-api-version-selected")).toBe("2022-11-28");
    await call(github, "GET", "");
    const refused = await call(github, "GET", "");
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(await call(github, "GET", "//rate_limit")).toMatchObject({ status: 200, body: { resources: { core: { remaining: 0 } } } });
  });

  test.each([
    ["2022-11-28", 200, true],
    ["2026-03-10", 200, false],
    ["2020-01-01", 400, false],
  ])("version %s of the API answers %i", async (version, status, hasRate) => {
    const github = await startForTest();
    const response = await fetch(`${github.apiUrl}/rate_limit`, { headers: { "x-github-api-version": version } });
    expect(response.status).toBe(status);
    expect("rate" in Object(await response.json())).toBe(hasRate);
  });

  test("an enterprise server names its version and has no rate limit and no immutable releases", async () => {
    const github = await startForTest({ ghes: true, immutableReleases: true, permissions: { administration: "read" } });
    const { headers } = await call(github, "GET", "");
    expect(headers.get("x-github-enterprise-version")).toBe("3.19.0");
    expect(headers.get("x-ratelimit-limit")).toBeNull();
    expect(await call(github, "GET", "//rate_limit")).toMatchObject({ status: 404 });
    expect(await call(github, "GET", "//meta")).toMatchObject({ status: 200, body: { installed_version: "3.19.0" } });
    expect(await call(github, "GET", "/immutable-releases")).toMatchObject({ status: 404 });
  });

  test("text that is no JSON cannot be parsed", async () => {
    const github = await startForTest();
    const response = await fetch(`${github.apiUrl}/repos/${github.owner}/${github.repo}/releases`, { method: "POST", body: "{" });
    expect(response.status).toBe(400);
  });
});

describe("other parts of a repository", () => {
  test("refs and annotated tags are read and made", async () => {
    const github = await startForTest();
    expect(await call(github, "GET", "/git/ref/heads/main")).toMatchObject({ status: 409 });
    const { commits } = await pushCommits(github, 1);
    const tag = await call(github, "POST", "/git/tags", { tag: "pkg/v1", message: "One", object: commits[0], type: "commit" });
    expect(tag).toMatchObject({ status: 201, body: { tag: "pkg/v1", message: "One\n", object: { sha: commits[0], type: "commit" } } });
    const sha = textOf(record(tag.body), "sha") ?? "";
    expect(await call(github, "GET", "/git/ref/tags/pkg/v1")).toMatchObject({ status: 404 });
    expect(await call(github, "POST", "/git/refs", { ref: "refs/tags/pkg/v1", sha })).toMatchObject({ status: 201 });
    expect(await call(github, "POST", "/git/refs", { ref: "refs/tags/pkg/v1", sha })).toMatchObject({ status: 422 });
    expect(await call(github, "GET", "/git/ref/tags%2Fpkg%2Fv1")).toMatchObject({ status: 200, body: { object: { type: "tag", sha } } });
    expect((await call(github, "GET", "/git/matching-refs/tags/pkg/")).body).toMatchObject([{ ref: "refs/tags/pkg/v1" }]);
    expect(await call(github, "GET", `/git/tags/${sha}`)).toMatchObject({ status: 200, body: { sha } });
    expect((await git(github.bareRepository, ["rev-parse", "pkg/v1^{commit}"])).output).toBe(commits[0]);
  });

  test("rulesets are listed in short and shown in full", async () => {
    const ruleset = {
      id: 5,
      name: "tags",
      target: "tag",
      enforcement: "active",
      include: ["refs/tags/*"],
      exclude: [],
      rules: [{ type: "creation" }],
    } as const;
    const github = await startForTest({ rulesets: [ruleset] });
    expect((await call(github, "GET", "/rulesets?targets=tag")).body).toMatchObject([{ id: 5, target: "tag" }]);
    expect((await call(github, "GET", "/rulesets?targets=branch")).body).toEqual([]);
    expect(await call(github, "GET", "/rulesets/5")).toMatchObject({
      body: { rules: [{ type: "creation" }], conditions: { ref_name: { include: ["refs/tags/*"] } } },
    });
    expect(await call(github, "GET", "/rulesets/6")).toMatchObject({ status: 404 });
  });

  test("a commit leads to its pull request, in both versions of the API", async () => {
    const commit = "a".repeat(40);
    const github = await startForTest({ pulls: [{ number: 7, title: "Add", author: "person", commits: [commit], labels: ["feature"] }] });
    expect((await call(github, "GET", `/commits/${commit}/pulls`)).body).toMatchObject([
      { number: 7, title: "Add", user: { login: "person" } },
    ]);
    const url = `${github.apiUrl}/repos/${github.owner}/${github.repo}/commits/${commit}/pulls`;
    const newer: unknown = await (await fetch(url, { headers: { "x-github-api-version": "2026-03-10" } })).json();
    expect(newer).toMatchObject([{ number: 7 }]);
    expect(JSON.stringify(newer)).not.toContain("merge_commit_sha");
  });

  test("immutable releases are shown to administrators only, and mark what is published", async () => {
    const github = await startForTest({ immutableReleases: true });
    await pushCommits(github, 1);
    expect(await call(github, "GET", "/immutable-releases")).toMatchObject({ status: 403 });
    expect(await call(github, "POST", "/releases", { tag_name: "v1" })).toMatchObject({ body: { immutable: true } });
    const admin = await startForTest({ immutableReleases: true, permissions: { administration: "read" } });
    expect(await call(admin, "GET", "/immutable-releases")).toMatchObject({ status: 200, body: { enabled: true } });
  });

  test("one stand-in serves several repositories", async () => {
    const github = await startForTest({ others: [{ owner: "else", repo: "where" }] });
    expect(await call(github, "GET", "//repos/else/where")).toMatchObject({ status: 200, body: { full_name: "else/where" } });
    expect(await call(github, "GET", "//repos/else/nowhere")).toMatchObject({ status: 404 });
  });
});
