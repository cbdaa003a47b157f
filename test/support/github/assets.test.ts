import { getOctokit } from "@actions/github";
import { describe, expect, test } from "vitest";
import { call, git, pushCommits, withToken } from "./client.ts";
import { FAULTS } from "./fault-catalogue.ts";
import { record, textOf } from "./json.ts";
import { startForTest, startUnchecked } from "./start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "./start-github.ts";

async function start(options: GithubOptions = {}, release: object = {}): Promise<{ readonly github: GithubStandIn; readonly id: number }> {
  const github = await startForTest(options);
  await pushCommits(github, 1);
  await call(github, "POST", "/releases", { tag_name: "v1", draft: true, ...release });
  return { github, id: github.releases[0]?.id ?? 0 };
}

async function upload(github: GithubStandIn, id: number, query: string, content: string, type = "text/yaml"): Promise<Response> {
  const release = record((await call(github, "GET", `/releases/${id}`)).body);
  const url = (textOf(release, "upload_url") ?? "").replace("{?name,label}", query);
  const headers = { authorization: `token ${github.tokens.write}`, "content-type": type };
  return fetch(url, { method: "POST", headers, body: Buffer.from(content) });
}

describe("assets of a release", () => {
  test("are uploaded as they are, listed, shown with the release, read and deleted", async () => {
    const { github, id } = await start();
    const made = await upload(github, id, "?name=flow.yml&label=The%20flow", "name: ü\n");
    expect(made.status).toBe(201);
    const asset = record(await made.json());
    expect(asset).toMatchObject({ name: "flow.yml", label: "The flow", state: "uploaded", size: 9, content_type: "text/yaml" });
    expect(asset["digest"]).toMatch(/^sha256:[0-9a-f]{64}$/u);
    expect(github.releases[0]?.assets?.[0]?.content.toString()).toBe("name: ü\n");
    expect((await call(github, "GET", `/releases/${id}/assets?per_page=100`)).body).toMatchObject([{ name: "flow.yml" }]);
    expect((await call(github, "GET", `/releases/${id}`)).body).toMatchObject({ assets: [{ name: "flow.yml" }] });
    const headers = { authorization: `token ${github.tokens.write}`, accept: "application/octet-stream" };
    expect(await (await fetch(String(asset["url"]), { headers })).text()).toBe("name: ü\n");
    expect(await call(github, "DELETE", `/releases/assets/${String(asset["id"])}`)).toMatchObject({ status: 204 });
    expect((await call(github, "GET", `/releases/${id}/assets`)).body).toEqual([]);
    expect(await call(github, "DELETE", `/releases/assets/${String(asset["id"])}`)).toMatchObject({ status: 404 });
  });

  test("are uploaded by octokit", async () => {
    const { github, id } = await start();
    const octokit = getOctokit(github.tokens.write, { baseUrl: github.apiUrl, request: { fetch } });
    const place = { owner: github.owner, repo: github.repo, release_id: id };
    const { data } = await octokit.rest.repos.getRelease(place);
    const made = await octokit.rest.repos.uploadReleaseAsset({ ...place, url: data.upload_url, name: "a.json", data: "{}" });
    expect(made).toMatchObject({ status: 201, data: { name: "a.json", size: 2 } });
  });

  test.each([
    ["a name that is taken", "?name=a.yml", "x", "text/yaml", "already_exists", "name"],
    ["no content", "?name=b.yml", "", "text/yaml", "custom", "size"],
    ["no type", "?name=b.yml", "x", "", "missing_field", "content_type"],
  ])("with %s fail the validation", async (_what, query, content, type, code, field) => {
    const { github, id } = await start();
    expect((await upload(github, id, "?name=a.yml", "x")).status).toBe(201);
    const refused = await upload(github, id, query, content, type);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ resource: "ReleaseAsset", code, field }] });
  });

  test("get another name for special characters", async () => {
    const { github, id } = await start();
    expect(await (await upload(github, id, "?name=.a%20b%20%C3%BC.yml", "x")).json()).toMatchObject({ name: "a.b.yml" });
  });

  test("are not taken at the API's own address", async () => {
    const github = await startUnchecked();
    await pushCommits(github, 1);
    await call(github, "POST", "/releases", { tag_name: "v1" });
    expect((await call(github, "POST", `/releases/${github.releases[0]?.id ?? 0}/assets?name=a.yml`)).status).toBe(404);
    expect(github.violations).toHaveLength(1);
  });

  test("are left in the state starter by a failed upload, and are in the way until they are deleted", async () => {
    const { github, id } = await start();
    await upload(github, id, "?name=first.yml", "x");
    github.fail({ method: "POST", path: /\/assets$/u }, FAULTS["502 unfinished upload"]?.fault ?? {});
    expect((await upload(github, id, "?name=a.yml", "x")).status).toBe(502);
    const { body } = await call(github, "GET", `/releases/${id}/assets`);
    expect(body).toMatchObject([
      { name: "first.yml", state: "uploaded" },
      { name: "a.yml", state: "starter", size: 0, digest: null },
    ]);
    expect((await upload(github, id, "?name=a.yml", "x")).status).toBe(422);
    await call(github, "DELETE", `/releases/assets/${github.releases[0]?.assets?.[1]?.id ?? 0}`);
    expect((await upload(github, id, "?name=a.yml", "x")).status).toBe(201);
  });
});

test("a draft is changed and published in one request, and keeps its assets", async () => {
  const { github, id } = await start();
  await upload(github, id, "?name=a.yml", "x");
  const changes = { name: "One", body: "text", draft: false, prerelease: true, make_latest: "false" };
  expect(await call(github, "PATCH", `/releases/${id}`, changes)).toMatchObject({
    status: 200,
    body: { name: "One", body: "text", draft: false, prerelease: true, assets: [{ name: "a.yml" }], immutable: false },
  });
});

test("a draft whose target is not there cannot be published", async () => {
  const { github, id } = await start({}, { target_commitish: "no-such-branch" });
  expect(await call(github, "PATCH", `/releases/${id}`, { draft: false })).toMatchObject({ status: 422, body: { errors: [{}, {}] } });
  expect(github.releases).toMatchObject([{ draft: true }]);
});

describe("an immutable release", () => {
  test("keeps everything but title and notes", async () => {
    const { github, id } = await start({ immutableReleases: true });
    await upload(github, id, "?name=a.yml", "x");
    expect(await call(github, "PATCH", `/releases/${id}`, { draft: false })).toMatchObject({ body: { immutable: true } });
    expect(await call(github, "PATCH", `/releases/${id}`, { name: "Two", body: "new" })).toMatchObject({
      status: 200,
      body: { name: "Two" },
    });
    for (const changes of [{ tag_name: "v2" }, { prerelease: true }, { draft: true }, { body: "x", target_commitish: "main" }])
      expect(await call(github, "PATCH", `/releases/${id}`, changes)).toMatchObject({ status: 422 });
    const refused = await upload(github, id, "?name=b.yml", "x");
    expect([refused.status, await refused.json()]).toMatchObject([422, { message: "Cannot upload assets to an immutable release." }]);
    expect(await call(github, "DELETE", `/releases/assets/${github.releases[0]?.assets?.[0]?.id ?? 0}`)).toMatchObject({ status: 422 });
    expect(github.releases).toMatchObject([{ tagName: "v1", body: "new", assets: [{ name: "a.yml" }] }]);
  });

  test("holds its tag, whose name is never free again", async () => {
    const { github, id } = await start({ immutableReleases: true }, { draft: false });
    const { folder } = await pushCommits(github, 1);
    const push = async (refspec: string): Promise<number> =>
      (await git(folder, [...withToken(github.tokens.write), "push", "origin", refspec])).code;
    expect([await push(":refs/tags/v1"), await push("+main^{tree}:refs/tags/v1")]).toEqual([1, 1]);
    expect(await call(github, "DELETE", `/releases/${id}`)).toMatchObject({ status: 204 });
    expect(await call(github, "POST", "/releases", { tag_name: "v1" })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "tag_name", message: "tag_name was used by an immutable release" }] },
    });
    expect(await push(":refs/tags/v1")).toBe(0);
    expect((await call(github, "POST", "/releases", { tag_name: "v1" })).body).toMatchObject({
      errors: [{ field: "tag_name" }, { field: "pre_receive" }, { message: "Published releases must have a valid tag" }],
    });
    expect(await push("main:refs/tags/v1")).toBe(1);
    expect(await push("main:refs/tags/v2")).toBe(0);
  });
});
