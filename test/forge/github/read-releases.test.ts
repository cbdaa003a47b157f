import { describe, expect, test } from "vitest";
import type { ReleaseQuestion } from "../../../src/forge/port.ts";
import { readReleases } from "../../../src/forge/github/read-releases.ts";
import { markUnfinished } from "../../../src/forge/github/unfinished.ts";
import type { ReleaseState } from "../../../src/model/release.ts";
import { call } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { openClient, openGithub, requestsOf, someReleases, timeOf } from "./open-github.ts";

function tagsUpTo(count: number): ReleaseQuestion["tagged"] {
  return Array.from({ length: count }, (_, number) => ({ tag: `v${number}`, time: timeOf(number) }));
}

const without =
  (...gone: readonly number[]) =>
  ({ id }: { readonly id: number }): boolean =>
    !gone.includes(id - 1);

describe("a run that looks at the newest releases", () => {
  test("needs one request when they fit on a page, and then knows all", async () => {
    const github = await startForTest({ releases: someReleases(99) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(100), thorough: false });
    expect(requestsOf(github)).toEqual(["GET releases?per_page=100&page=1"]);
    expect([index.complete, index.state("v0"), index.state("v98"), index.state("v99")]).toEqual([
      true,
      "published",
      "published",
      "missing",
    ]);
  });

  test("asks for the page after a full one that came without any link", async () => {
    const github = await startForTest({ releases: someReleases(150) });
    const { body } = await call(github, "GET", "/releases?per_page=100&page=1");
    const before = github.requests.length;
    github.fail({ kind: "api", path: /releases$/ }, { answer: { status: 200, body } });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(150), thorough: false });
    expect(github.requests.slice(before)).toHaveLength(2);
    expect([index.complete, index.state("v0"), index.state("v149")]).toEqual([true, "published", "published"]);
  });

  test("needs two requests for 250 releases when nothing is missing, and then knows the newest for certain", async () => {
    const github = await startForTest({ releases: someReleases(250) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(250), thorough: false });
    expect(requestsOf(github)).toEqual(["GET releases?per_page=100&page=1", "GET releases?per_page=100&page=3"]);
    expect(["v249", "v150", "v149", "v50", "v49", "v0"].map(index.state)).toEqual([
      "published",
      "published",
      "unknown",
      "unknown",
      "published",
      "published",
    ] satisfies ReleaseState[]);
    expect(index.complete).toBe(false);
  });

  test("looks up by tag what it did not come to, when it is asked for it", async () => {
    const github = await startForTest({ releases: someReleases(250) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(250), thorough: false });
    expect((await index.find("v249"))?.body).toBe("Notes 249");
    expect((await index.find("v100"))?.body).toBe("Notes 100");
    expect(requestsOf(github).slice(2)).toEqual(["GET releases/tags/v100"]);
  });

  test("knows all of two pages", async () => {
    const github = await startForTest({ releases: someReleases(150) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(150), thorough: false });
    expect(requestsOf(github)).toHaveLength(2);
    expect(index.complete).toBe(true);
  });

  test.each([
    ["a new tag", 251, []],
    ["one among the newest", 250, [200]],
    ["an old one, which only their number tells", 250, [120]],
  ] as const)("reads every page when %s has no release", async (_name, tags, gone) => {
    const github = await startForTest({ releases: someReleases(250).filter(without(...gone)) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(tags), thorough: false });
    expect(index.complete).toBe(true);
    const missing = tagsUpTo(tags).flatMap(({ tag }) => (index.state(tag) === "missing" ? [tag] : []));
    expect(missing).toEqual(gone.length === 0 ? ["v250"] : gone.map((number) => `v${number}`));
  });

  test("does not take a listing for sorted that is not", async () => {
    const releases = someReleases(250, (number) => (number === 240 ? { createdAt: "not a date" } : {}));
    const github = await startForTest({ releases: [] });
    github.fail(
      { path: /\/releases$/ },
      {
        answer: {
          status: 200,
          headers: { link: `<${github.apiUrl}/x?page=2>; rel="next", <${github.apiUrl}/x?page=3>; rel="last"` },
          body: releases.slice(150).map(({ id, tagName, draft, prerelease, createdAt }) => ({
            id,
            tag_name: tagName,
            draft,
            prerelease,
            html_url: "x",
            created_at: createdAt,
          })),
        },
      },
    );
    await openGithub(github).readReleases({ tagged: tagsUpTo(250), thorough: false });
    expect(requestsOf(github).length).toBeGreaterThan(2);
  });
});

describe("a thorough run", () => {
  test("reads every page", async () => {
    const github = await startForTest({ releases: someReleases(450).filter(without(17)) });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(450), thorough: true });
    expect(requestsOf(github)).toEqual([1, 2, 3, 4, 5].map((page) => `GET releases?per_page=100&page=${page}`));
    expect([index.complete, index.state("v17"), index.state("v16")]).toEqual([true, "missing", "published"]);
  });

  test.each([true, false])(
    "looks up by tag what the listing's cap hides (thorough: %s)",
    async (thorough) => {
      const github = await startForTest({ releases: someReleases(1120).filter(without(7, 1110)), pageCap: 1000 });
      const index = await openGithub(github).readReleases({ tagged: tagsUpTo(1120), thorough });
      expect(index.complete).toBe(true);
      expect(tagsUpTo(1120).flatMap(({ tag }) => (index.state(tag) === "missing" ? [tag] : []))).toEqual(["v7", "v1110"]);
      expect(index.state("v0")).toBe("published");
    },
    20_000,
  );

  test("believes a listing that ends exactly at the cap only after it has looked", async () => {
    const github = await startForTest({ releases: someReleases(1000), pageCap: 1000 });
    const index = await openGithub(github).readReleases({ tagged: tagsUpTo(1002), thorough: true });
    expect([index.state("v0"), index.state("v1000"), index.state("v1001")]).toEqual(["published", "missing", "missing"]);
    expect(requestsOf(github).filter((request) => request.includes("tags/"))).toEqual([
      "GET releases/tags/v1000",
      "GET releases/tags/v1001",
    ]);
  });
});

describe("few tags", () => {
  test("are looked up by tag behind the first page", async () => {
    const github = await startForTest({
      releases: [
        ...someReleases(250),
        ...someReleases(1, () => ({ id: 900, tagName: "chat/agent-v1.0.0+build.5", createdAt: "2020-01-01T00:00:00Z" })),
      ],
    });
    const tagged = ["v249", "v3", "chat/agent-v1.0.0+build.5"].map((tag) => ({ tag, time: null }));
    const index = await openGithub(github).readReleases({ tagged, thorough: false });
    expect(tagged.map(({ tag }) => index.state(tag))).toEqual(["published", "published", "published"]);
    expect(requestsOf(github)).toEqual([
      "GET releases?per_page=100&page=1",
      "GET releases/tags/v3",
      "GET releases/tags/chat%2Fagent-v1.0.0%2Bbuild.5",
    ]);
  });

  test("that are newer than the first page's last release are certainly missing there", async () => {
    const github = await startForTest({ releases: someReleases(250) });
    const index = await openGithub(github).readReleases({ tagged: [{ tag: "v250", time: timeOf(250) }], thorough: false });
    expect(index.state("v250")).toBe("missing");
    expect(requestsOf(github).length).toBeLessThanOrEqual(2);
  });

  test("of which one is an old draft, that no look-up by tag finds, are read page by page", async () => {
    const github = await startForTest({ releases: someReleases(250, (number) => ({ draft: number === 3 })) });
    const index = await openGithub(github).readReleases({
      tagged: [
        { tag: "v3", time: timeOf(3) },
        { tag: "v4", time: timeOf(4) },
      ],
      thorough: false,
    });
    expect([index.state("v3"), index.state("v4")]).toEqual(["draft", "published"]);
  });
});

test("a published release counts more than drafts of the same tag", async () => {
  const github = await startForTest({
    releases: [
      ...someReleases(2, () => ({ tagName: "v1", draft: true })),
      ...someReleases(3, (number) => ({ id: 10 + number, tagName: "v1", draft: number !== 1 })),
    ],
  });
  const index = await openGithub(github).readReleases({ tagged: [{ tag: "v1", time: null }], thorough: true });
  expect(index.state("v1")).toBe("published");
});

test.each<readonly [readonly ("published" | "draft" | "unfinished")[], ReleaseState]>([
  [["unfinished"], "unfinished"],
  [["unfinished", "draft"], "draft"],
  [["draft", "unfinished"], "draft"],
  [["unfinished", "published", "unfinished"], "published"],
])("of %j releases of one tag, the one that is furthest counts: %s", async (kinds, expected) => {
  const github = await startForTest({
    releases: someReleases(kinds.length, (number) => ({
      tagName: "v1",
      draft: kinds[number] !== "published",
      body: kinds[number] === "unfinished" ? markUnfinished("Notes") : "Notes",
    })),
  });
  const { client, place } = openClient(github);
  const index = await readReleases(client, place, { tagged: [{ tag: "v1", time: null }], thorough: true });
  expect(index.state("v1")).toBe(expected);
  const left = kinds.flatMap((kind, number) => (kind === "unfinished" ? [number + 1] : []));
  expect((index.unfinished.get("v1") ?? []).map(({ id }) => id)).toEqual(left);
});

test.each([
  ["a server error that stays", { status: 502, body: "<html>" }, "forge-unreachable"],
  ["a login page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" }, "forge-unreadable"],
  ["JSON that is cut off", { status: 200, headers: { "content-type": "application/json" }, body: '[{"id": 1, "tag_' }, "forge-unreadable"],
  ["another kind of JSON", { status: 200, body: { message: "hello" } }, "forge-unreadable"],
  ["a list of something else", { status: 200, body: [{ id: 1 }] }, "forge-unreadable"],
  ["a repository that is not there", { status: 404, body: { message: "Not Found" } }, "forge-denied"],
  ["a connection that breaks", "reset", "forge-unreachable"],
] as const)("%s is never taken for an empty list", async (_name, answer, code) => {
  const github = await startForTest({ releases: someReleases(3) });
  github.fail({ kind: "api" }, { times: 20, answer });
  await expect(openGithub(github).readReleases({ tagged: tagsUpTo(3), thorough: true })).rejects.toMatchObject({ code });
});

test("a read that fails in passing is repeated", async () => {
  const github = await startForTest({ releases: someReleases(3) });
  github.fail({ kind: "api" }, { times: 2, answer: { status: 502, body: "" } });
  expect((await openGithub(github).readReleases({ tagged: tagsUpTo(3), thorough: true })).state("v2")).toBe("published");
});

test("more releases than the server lists need no more than two requests either when nothing is missing", async () => {
  const github = await startForTest({ releases: someReleases(1120), pageCap: 1000 });
  const index = await openGithub(github).readReleases({ tagged: tagsUpTo(1120), thorough: false });
  expect(requestsOf(github)).toHaveLength(2);
  expect([index.state("v1119"), index.state("v0"), index.complete]).toEqual(["published", "unknown", false]);
});
