import { describe, expect, test } from "vitest";
import { call, git, pushCommits } from "./client.ts";
import { startForTest } from "./start-for-test.ts";

describe("creating a release", () => {
  test("without a tag it makes a lightweight one at the target, and takes that commit's date", async () => {
    const github = await startForTest();
    const { commits } = await pushCommits(github, 3);
    const made = await call(github, "POST", "/releases", { tag_name: "v1", target_commitish: commits[1], name: "One", body: "text" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      tag_name: "v1",
      name: "One",
      draft: false,
      created_at: "2026-01-02T00:00:00Z",
      published_at: "2026-03-01T12:00:00Z",
      html_url: `${github.gitUrl}/releases/tag/v1`,
      author: { login: "github-actions[bot]" },
    });
    expect((await git(github.bareRepository, ["rev-parse", "refs/tags/v1"])).output).toBe(commits[1]);
  });

  test("with a tag in place the target is not used, even a wrong one", async () => {
    const github = await startForTest();
    const { commits } = await pushCommits(github, 2);
    await git(github.bareRepository, ["tag", "-a", "-m", "one", "v1", commits[0] ?? ""]);
    const made = await call(github, "POST", "/releases", { tag_name: "v1", target_commitish: "no-such-branch" });
    expect(made).toMatchObject({ status: 201, body: { created_at: "2026-01-01T00:00:00Z" } });
  });

  test.each([
    ["an unknown commit", { tag_name: "v9", target_commitish: "1".repeat(40) }, "invalid"],
    ["a tag name that git refuses", { tag_name: "a..b" }, "custom"],
    ["a body over 125000 characters", { tag_name: "v9", body: "x".repeat(125_001) }, "custom"],
    ["the tag of another published release", { tag_name: "v1" }, "already_exists"],
  ])("%s fails the validation", async (_what, body, code) => {
    const github = await startForTest();
    await pushCommits(github, 1);
    await call(github, "POST", "/releases", { tag_name: "v1" });
    expect(await call(github, "POST", "/releases", body)).toMatchObject({
      status: 422,
      body: { errors: [{ resource: "Release", code }, ...(code === "invalid" || body.tag_name === "a..b" ? [{}] : [])] },
    });
    expect(github.releases).toHaveLength(1);
  });

  test("a body of 125000 characters outside the basic plane is short enough", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    expect(await call(github, "POST", "/releases", { tag_name: "v1", body: "😀".repeat(125_000) })).toMatchObject({ status: 201 });
  });

  test("two that race for a tag end in one release and one refusal", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    const answers = await Promise.all([1, 2].map((number) => call(github, "POST", "/releases", { tag_name: "v1", body: `${number}` })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
    expect(github.releases).toHaveLength(1);
  });

  test("a rule on the tag's ref refuses the release", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    github.refuseRefs([{ hook: "pre-receive", refs: ["refs/tags/*"], text: "Repository rule violations found" }]);
    expect(await call(github, "POST", "/releases", { tag_name: "v1" })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "pre_receive" }, {}] },
    });
  });
});

describe("drafts", () => {
  test("have no tag, are not found by it, may share it, and get it when they are published", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    const first = await call(github, "POST", "/releases", { tag_name: "v1", draft: true });
    const second = await call(github, "POST", "/releases", { tag_name: "v1", draft: true });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await call(github, "GET", "/releases/tags/v1")).toMatchObject({ status: 404 });
    expect((await git(github.bareRepository, ["tag"])).output).toBe("");
    const id = github.releases[0]?.id ?? 0;
    expect(await call(github, "PATCH", `/releases/${id}`, { draft: false })).toMatchObject({ status: 200, body: { draft: false } });
    expect(await call(github, "GET", "/releases/tags/v1")).toMatchObject({ status: 200, body: { id } });
    expect((await git(github.bareRepository, ["tag"])).output).toBe("v1");
    const other = github.releases.find((release) => release.draft)?.id ?? 0;
    expect(await call(github, "PATCH", `/releases/${other}`, { draft: false })).toMatchObject({
      status: 422,
      body: { errors: [{ code: "already_exists" }] },
    });
  });

  test("are listed only for tokens with push access", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    await call(github, "POST", "/releases", { tag_name: "v1", draft: true });
    expect((await call(github, "GET", "/releases")).body).toHaveLength(1);
    for (const token of [github.tokens.readOnly, github.tokens.outsider, null]) {
      expect((await call(github, "GET", "/releases", undefined, token)).body).toEqual([]);
    }
  });
});

describe("listing releases", () => {
  test("goes by the commit's date, newest first, and leads from page to page", async () => {
    const github = await startForTest();
    const { commits } = await pushCommits(github, 5);
    for (const index of [2, 0, 4, 1, 3])
      await call(github, "POST", "/releases", { tag_name: `v${index}`, target_commitish: commits[index] });
    const tags: unknown[] = [];
    const relations: string[][] = [];
    let url: string | undefined = `${github.apiUrl}/repos/${github.owner}/${github.repo}/releases?per_page=2`;
    while (url !== undefined) {
      const response: Response = await fetch(url);
      const page: unknown = await response.json();
      tags.push(...(Array.isArray(page) ? page.map((release: { tag_name: unknown }) => release.tag_name) : []));
      const link = response.headers.get("link") ?? "";
      relations.push([...link.matchAll(/rel="(\w+)"/gu)].map((match) => match[1] ?? ""));
      url = /<([^>]+)>; rel="next"/u.exec(link)?.[1];
    }
    expect(tags).toEqual(["v4", "v3", "v2", "v1", "v0"]);
    expect(relations).toEqual([
      ["next", "last"],
      ["prev", "next", "last", "first"],
      ["prev", "first"],
    ]);
  });

  test("ends at the cap", async () => {
    const github = await startForTest({ pageCap: 200 });
    expect(await call(github, "GET", "/releases?per_page=100&page=2")).toMatchObject({ status: 200 });
    expect(await call(github, "GET", "/releases?per_page=100&page=3")).toMatchObject({ status: 422 });
  });
});

describe("the latest release", () => {
  test.each([
    ["is the last one made with the default", [{ tag_name: "v2" }, { tag_name: "v1" }], "v1"],
    ["stays when the next is made with false", [{ tag_name: "v2" }, { tag_name: "v1", make_latest: "false" }], "v2"],
    ["goes by date and version with legacy", [{ tag_name: "v1.10.0" }, { tag_name: "v1.9.0", make_latest: "legacy" }], "v1.10.0"],
    ["is never a prerelease or a draft", [{ tag_name: "v1" }, { tag_name: "v2", prerelease: true }, { tag_name: "v3", draft: true }], "v1"],
  ])("%s", async (_what, bodies, tag) => {
    const github = await startForTest();
    await pushCommits(github, 1);
    for (const body of bodies) expect(await call(github, "POST", "/releases", body)).toMatchObject({ status: 201 });
    expect(await call(github, "GET", "/releases/latest")).toMatchObject({ status: 200, body: { tag_name: tag } });
  });

  test("is not there when nothing full is published", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    await call(github, "POST", "/releases", { tag_name: "v1", prerelease: true });
    expect(await call(github, "GET", "/releases/latest")).toMatchObject({ status: 404 });
  });
});

test("a release is changed, deleted and then gone, and its tag stays", async () => {
  const github = await startForTest();
  await pushCommits(github, 1);
  await call(github, "POST", "/releases", { tag_name: "pkg/v1" });
  const id = github.releases[0]?.id ?? 0;
  expect(await call(github, "GET", "/releases/tags/pkg%2Fv1")).toMatchObject({ status: 200, body: { id } });
  expect(await call(github, "PATCH", `/releases/${id}`, { body: "new" })).toMatchObject({
    status: 200,
    body: { body: "new", tag_name: "pkg/v1" },
  });
  expect(await call(github, "DELETE", `/releases/${id}`)).toMatchObject({ status: 204, body: undefined });
  expect(await call(github, "GET", `/releases/${id}`)).toMatchObject({ status: 404 });
  expect((await git(github.bareRepository, ["tag"])).output).toBe("pkg/v1");
});

test("generated notes name the pull requests and the comparison", async () => {
  const github = await startForTest({ pulls: [{ number: 7, title: "Add a flow", author: "person", commits: [] }] });
  await pushCommits(github, 1);
  const notes = await call(github, "POST", "/releases/generate-notes", { tag_name: "v2", previous_tag_name: "v1" });
  expect(notes).toMatchObject({ status: 200, body: { name: "v2" } });
  expect(JSON.stringify(notes.body)).toContain("/compare/v1...v2");
});
