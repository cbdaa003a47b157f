import { describe, expect, test } from "vitest";
import { renderMarker } from "../../../src/notes/marker.ts";
import { git, pushCommits } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import { newRelease } from "../contract.ts";
import { openGithub, requestsOf, someReleases } from "./open-github.ts";
import { textWith } from "../../git/text-with.ts";

const TAG = "a-v1.0.0";
const CREATION = { kind: "api", method: "POST", path: /\/releases$/ } as const;

async function start(options: GithubOptions = {}): Promise<{ readonly github: GithubStandIn; readonly target: string }> {
  const github = await startForTest(options);
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  await git(github.bareRepository, ["tag", "-a", "-m", TAG, TAG, target]);
  return { github, target };
}

function creations(github: GithubStandIn): number {
  return requestsOf(github).filter((request) => request === "POST releases").length;
}

test("a release is one request that names the full commit", async () => {
  const { github, target } = await start();
  await openGithub(github).createRelease(newRelease(TAG, target));
  expect(requestsOf(github)).toEqual(["POST releases"]);
  expect(github.requests.at(-1)?.body).toEqual({
    tag_name: TAG,
    target_commitish: target,
    name: `Title of ${TAG}`,
    body: newRelease(TAG, target).body,
    draft: false,
    prerelease: false,
    make_latest: "false",
  });
  expect(target).toMatch(/^[0-9a-f]{40}$/);
});

describe("a creation whose answer is lost", () => {
  const LOST = [
    ["502", { status: 502, body: "<html>Bad Gateway</html>" }],
    ["504 without a body", { status: 504, body: "" }],
    ["500", { status: 500, body: { message: "Server Error" } }],
    ["a broken connection", "reset"],
    ["HTML with 200", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
    ["JSON that is cut off", { status: 201, headers: { "content-type": "application/json" }, body: '{"id": 1, "tag_na' }],
  ] as const;

  test.each(LOST)("after the work was done is found by looking, and not repeated: %s", async (_name, answer) => {
    const { github, target } = await start();
    github.fail(CREATION, { when: "after", answer });
    expect(await openGithub(github).createRelease(newRelease(TAG, target))).toMatchObject({
      kind: "exists",
      release: { tag: TAG, title: `Title of ${TAG}` },
    });
    expect(requestsOf(github)).toEqual(["POST releases", `GET releases/tags/${TAG}`]);
    expect(github.releases).toHaveLength(1);
  });

  test.each(LOST)("before the work was done is repeated after a look: %s", async (_name, answer) => {
    const { github, target } = await start();
    github.fail(CREATION, { when: "before", answer });
    expect(await openGithub(github).createRelease(newRelease(TAG, target))).toMatchObject({ kind: "created" });
    expect(requestsOf(github)).toEqual(["POST releases", `GET releases/tags/${TAG}`, "POST releases"]);
    expect(github.releases).toHaveLength(1);
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("as a draft is found in the listing, also behind newer releases (%s the work)", async (when, repeats) => {
    const { github, target } = await start({ releases: someReleases(150, () => ({ createdAt: "2026-02-01T00:00:00Z" })) });
    github.fail(CREATION, { when, answer: { status: 502, body: "" } });
    await openGithub(github).createRelease(newRelease(TAG, target, { draft: true }));
    expect(creations(github)).toBe(2 - repeats);
    expect(github.releases.filter(({ tagName }) => tagName === TAG)).toMatchObject([{ draft: true }]);
  });

  test("again and again is given up, and says that the server is to blame", async () => {
    const { github, target } = await start();
    github.fail(CREATION, { times: 9, answer: { status: 503, body: "" } });
    await expect(openGithub(github).createRelease(newRelease(TAG, target))).rejects.toMatchObject({ code: "forge-unreachable" });
    expect(creations(github)).toBe(4);
    expect(github.releases).toEqual([]);
  });

  test("is not repeated when it cannot be looked up", async () => {
    const { github, target } = await start();
    github.fail(CREATION, { answer: { status: 502, body: "" } });
    github.fail({ kind: "api", method: "GET" }, { times: 20, answer: { status: 502, body: "" } });
    await expect(openGithub(github).createRelease(newRelease(TAG, target))).rejects.toMatchObject({ code: "forge-unreachable" });
    expect(creations(github)).toBe(1);
  });
});

describe("drafts", () => {
  const body = `Notes\n\n${renderMarker({ flow: "a", version: "1.0.0", digest: "sha256:00", template: "default", body: null })}`;

  test.each([0, 1, 2])("of two runs at once end as one, and neither run fails (pair %i)", async () => {
    const { github, target } = await start();
    const results = await Promise.all(
      [openGithub(github), openGithub(github)].map((forge) => forge.createRelease(newRelease(TAG, target, { draft: true, body }))),
    );
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(["created", "exists"]);
    expect(github.releases).toMatchObject([{ tagName: TAG, draft: true, body }]);
    expect(new Set(results.map(({ release }) => release.url)).size).toBe(1);
  });

  test("of a person are neither deleted nor taken for ours", async () => {
    const { github, target } = await start({ releases: someReleases(1, () => ({ tagName: TAG, draft: true, body: "by hand" })) });
    const created = await openGithub(github).createRelease(newRelease(TAG, target, { draft: true, body }));
    expect(created).toMatchObject({ kind: "created", release: { body } });
    expect(github.releases.map((release) => release.body).toSorted()).toEqual([body, "by hand"].toSorted());
  });

  test("that come after another run's published release go again", async () => {
    const { github, target } = await start();
    github.fail(CREATION, {
      run: async () => {
        await openGithub(github).createRelease(newRelease(TAG, target, { body: "the other's" }));
      },
    });
    expect(await openGithub(github).createRelease(newRelease(TAG, target, { draft: true, body }))).toMatchObject({
      kind: "exists",
      release: { body: "the other's", draft: false },
    });
    expect(github.releases).toHaveLength(1);
  });
});

test("a release that another run makes at that moment is taken as it is", async () => {
  const { github, target } = await start();
  github.fail(CREATION, {
    run: async () => {
      await openGithub(github).createRelease(newRelease(TAG, target, { body: "the other's" }));
    },
  });
  expect(await openGithub(github).createRelease(newRelease(TAG, target))).toMatchObject({
    kind: "exists",
    release: { body: "the other's" },
  });
  expect(github.releases).toHaveLength(1);
});

describe("a refusal", () => {
  test("of the body is not repeated", async () => {
    const { github, target } = await start();
    await expect(openGithub(github).createRelease(newRelease(TAG, target, { body: "x".repeat(125_001) }))).rejects.toMatchObject({
      code: "forge-invalid",
      message: textWith("too long"),
    });
    expect(requestsOf(github)).toEqual(["POST releases"]);
  });

  test("by a ruleset for tags is told as that", async () => {
    const { github, target } = await start();
    github.refuseRefs([
      {
        hook: "pre-receive",
        refs: ["refs/tags/*"],
        text: "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n",
      },
    ]);
    await expect(openGithub(github).createRelease(newRelease("b-v1.0.0", target))).rejects.toMatchObject({ code: "release-ruleset" });
  });

  test.each([
    ["a token that may only read", "readOnly", "forge-denied"],
    ["a person who may only read", "outsider", "forge-denied"],
    ["no such token", "wrong", "forge-auth"],
  ] as const)("of %s", async (_name, token, code) => {
    const { github, target } = await start();
    const given = token === "wrong" ? "wrong" : github.tokens[token];
    await expect(openGithub(github, { token: given }).createRelease(newRelease(TAG, target))).rejects.toMatchObject({ code });
    expect(creations(github)).toBe(1);
  });
});
