import { expect, test } from "vitest";
import { apiCheck, checkRequest, checkResponse } from "./check-api.ts";
import { call, pushCommits } from "./client.ts";
import { startUnchecked } from "./start-for-test.ts";

const none = new URLSearchParams();
const releases = "/repos/o/r/releases";

test.each([
  ["POST", releases, "", { tag_name: "v1", make_latest: "false" }],
  ["GET", releases, "per_page=100&page=2", undefined],
  ["GET", "/repos/o/r/git/ref/tags/a/b", "", undefined],
  ["GET", "/repos/o/r/releases/tags/a%2Fb", "", undefined],
  ["PATCH", "/repos/o/r/issues/3", "", { body: null, state: "closed" }],
])("%s %s?%s is a good request", (method, path, query, body) => {
  expect(checkRequest(method, path, new URLSearchParams(query), body)).toEqual([]);
});

test.each([
  ["POST", releases, "", { tag_name: 1 }],
  ["POST", releases, "", undefined],
  ["GET", releases, "per_page=many", undefined],
  ["GET", releases, "", { tag_name: "v1" }],
  ["PATCH", "/repos/o/r/issues/3", "", { state: "done" }],
  ["GET", "/repos/o/r/issues/three", "", undefined],
  ["PUT", releases, "", undefined],
])("%s %s?%s with %j is a bad request", (method, path, query, body) => {
  expect(checkRequest(method, path, new URLSearchParams(query), body)).toHaveLength(1);
});

test("a response must have the fields and types of the description", () => {
  const label = { id: 1, node_id: "x", url: "https://example.com/l", name: "bug", description: null, color: "ededed", default: false };
  expect(checkResponse("GET", "/repos/o/r/labels/bug", 200, label)).toEqual([]);
  expect(checkResponse("GET", "/repos/o/r/labels/bug", 200, { ...label, description: 1 })).toHaveLength(1);
  expect(checkResponse("GET", "/repos/o/r/labels/bug", 200, { ...label, color: null })).toHaveLength(1);
  expect(checkResponse("GET", "/repos/o/r/labels/bug", 200, { ...label, url: "no address" })).toHaveLength(1);
  expect(checkResponse("GET", "/repos/o/r/labels/bug", 202, label)).toHaveLength(1);
});

test("an error must say what it is", () => {
  expect(checkResponse("GET", releases, 403, { message: "No", documentation_url: "https://example.com" })).toEqual([]);
  expect(checkResponse("GET", releases, 403, {})).not.toEqual([]);
});

test("fields that a newer version of the API removed are required in the older one only", () => {
  const limits = {
    resources: { core: { limit: 1, remaining: 1, reset: 1, used: 0 }, search: { limit: 1, remaining: 1, reset: 1, used: 0 } },
  };
  expect(apiCheck("2022-11-28").checkResponse("GET", "/rate_limit", 200, limits)).toHaveLength(1);
  expect(apiCheck("2026-03-10").checkResponse("GET", "/rate_limit", 200, limits)).toEqual([]);
  expect(apiCheck("2026-03-10").checkRequest("GET", "/rate_limit", none, undefined)).toEqual([]);
});

test("an answer of the stand-in that breaks the description is a violation and becomes status 500", async () => {
  const github = await startUnchecked();
  await pushCommits(github, 1);
  await call(github, "POST", "/releases", { tag_name: "v1" });
  const broken = await startUnchecked({ releases: github.releases.map((release) => ({ ...release, createdAt: "yesterday" })) });
  expect(await call(broken, "GET", "/releases")).toMatchObject({ status: 500 });
  expect(broken.violations).toHaveLength(1);
});
