import { describe, expect, test } from "vitest";
import { git, pushCommits } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import { forgeContract, newRelease } from "../contract.ts";
import { openGithub, requestsOf } from "./open-github.ts";

async function withTags(
  tags: readonly string[],
  options: GithubOptions = {},
): Promise<{ readonly github: GithubStandIn; readonly commits: readonly [string, string] }> {
  const github = await startForTest(options);
  const { commits } = await pushCommits(github, 2);
  const [first = "", second = ""] = commits;
  for (const tag of tags) await git(github.bareRepository, ["tag", "-a", "-m", tag, tag, first]);
  return { github, commits: [first, second] };
}

forgeContract(async (tags) => {
  const { github, commits } = await withTags(tags);
  return { forge: openGithub(github), commits };
});

describe("the latest badge", () => {
  test.each([true, false])("is asked for or declined in every release that is created, always as a text (%s)", async (latest) => {
    const { github, commits } = await withTags(["a-v1.0.0"]);
    await openGithub(github).createRelease(newRelease("a-v1.0.0", commits[0], { latest }));
    expect(github.requests.find(({ kind, write }) => kind === "api" && write)?.body).toMatchObject({ make_latest: String(latest) });
  });

  test("goes to an old release without a change of anything else", async () => {
    const { github, commits } = await withTags(["v0", "v1"]);
    const forge = openGithub(github);
    for (const tag of ["v0", "v1"]) await forge.createRelease(newRelease(tag, commits[0], { latest: tag === "v1" }));
    expect(await forge.readLatest()).toBe("v1");
    const said = (): readonly unknown[] =>
      github.releases
        .map(({ tagName, name, body, draft, prerelease }) => ({ tagName, name, body, draft, prerelease }))
        .toSorted((a, b) => a.tagName.localeCompare(b.tagName));
    const before = said();
    await forge.markLatest("v0");
    expect(await forge.readLatest()).toBe("v0");
    expect(said()).toEqual(before);
    expect(
      requestsOf(github)
        .slice(3)
        .map((request) => request.replace(/\d{2,}/, "ID")),
    ).toEqual(["GET releases/tags/v0", "PATCH releases/ID", "GET releases/latest"]);
  });

  test("is not given to an immutable release, which nothing ever changes", async () => {
    const { github, commits } = await withTags(["v0"], { immutableReleases: true });
    const forge = openGithub(github);
    await forge.createRelease(newRelease("v0", commits[0]));
    const before = github.requests.filter(({ write }) => write).length;
    await expect(forge.markLatest("v0")).rejects.toMatchObject({ code: "latest-immutable" });
    expect(github.requests.filter(({ write }) => write)).toHaveLength(before);
  });

  test.each(["before", "after"] as const)("is given all the same when the server fails in passing (%s the work)", async (when) => {
    const { github, commits } = await withTags(["v0", "v1"]);
    const forge = openGithub(github);
    for (const tag of ["v0", "v1"]) await forge.createRelease(newRelease(tag, commits[0], { latest: tag === "v1" }));
    github.fail({ kind: "api", method: "PATCH" }, { when, answer: { status: 502, body: "" } });
    await forge.markLatest("v0");
    expect(await forge.readLatest()).toBe("v0");
    expect(requestsOf(github).filter((request) => request.startsWith("PATCH"))).toHaveLength(when === "before" ? 2 : 1);
  });

  test("cannot go to a release that is not there, and is not nobody's when it cannot be read", async () => {
    const { github } = await withTags([]);
    const forge = openGithub(github);
    await expect(forge.markLatest("none")).rejects.toMatchObject({ code: "forge-invalid" });
    github.fail({ kind: "api" }, { times: 9, answer: { status: 500, body: "" } });
    await expect(forge.readLatest()).rejects.toMatchObject({ code: "forge-unreachable" });
  });
});

test("a GitHub Enterprise Server is spoken to below its base path", async () => {
  const { github, commits } = await withTags(["a-v1.0.0"], { ghes: true });
  expect(github.apiUrl).toMatch(/\/api\/v3$/);
  const forge = openGithub(github);
  expect(await forge.createRelease(newRelease("a-v1.0.0", commits[0]))).toMatchObject({
    kind: "created",
    release: { url: `${github.gitUrl}/releases/tag/a-v1.0.0` },
  });
  expect(forge.repositoryUrl).toBe(github.gitUrl);
});
