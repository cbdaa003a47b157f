import { describe, expect, test, vi } from "vitest";
import { readReleases } from "../../../src/forge/github/read-releases.ts";
import type { Exchange } from "../../../src/forge/github/client.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { git, pushCommits } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import { asking, newRelease } from "../contract.ts";
import { openClient, openGithub, requestsOf, someReleases } from "./open-github.ts";

const CREATION = { kind: "api", method: "POST", path: /\/releases$/ } as const;
const SECONDARY = { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." };

async function start(): Promise<{ readonly github: GithubStandIn; readonly target: string }> {
  const github = await startForTest();
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  await git(github.bareRepository, ["tag", "-a", "-m", "a", "a-v1.0.0", target]);
  return { github, target };
}

test("every request names the API's version, the token and who asks", async () => {
  const { github, target } = await start();
  const forge = openGithub(github);
  await forge.createRelease(newRelease("a-v1.0.0", target));
  await forge.readReleases(asking(["a-v1.0.0"]));
  await forge.markLatest("a-v1.0.0");
  const sent = github.requests.filter(({ kind }) => kind === "api").map(({ headers }) => headers);
  expect(sent).toHaveLength(4);
  for (const headers of sent) {
    expect(headers).toMatchObject({ "x-github-api-version": "2022-11-28", authorization: `token ${github.tokens.write}` });
    expect(headers["user-agent"]).toContain("flow-tagbot");
  }
});

test("without a token what is public can be read, and nothing is sent in its place", async () => {
  const github = await startForTest({ releases: someReleases(1) });
  const forge = openGithub(github, { token: null });
  expect((await forge.readReleases(asking(["v0"]))).state("v0")).toBe("published");
  expect(github.requests.at(-1)?.headers.authorization).toBeUndefined();
  await expect(forge.createRelease(newRelease("v1", "1".repeat(40)))).rejects.toMatchObject({ code: "forge-auth" });
});

test("every exchange is told, those without an answer too", async () => {
  const github = await startForTest({ releases: someReleases(1) });
  const exchanges: Exchange[] = [];
  github.fail({ kind: "api" }, { answer: "reset" });
  const { client, place } = openClient(github, { onExchange: (exchange) => exchanges.push(exchange) });
  await readReleases(client, place, asking(["v0"]));
  expect(exchanges).toEqual([
    { method: "GET", status: null, rateLimitRemaining: null },
    { method: "GET", status: 200, rateLimitRemaining: 4999 },
  ]);
});

test("a server that does not answer is not waited for without end", async () => {
  const { github, target } = await start();
  github.fail(CREATION, { when: "after", answer: "hang" });
  expect(await openGithub(github).createRelease(newRelease("a-v1.0.0", target))).toMatchObject({ kind: "exists" });
});

test.each([
  ["POST", 429],
  ["POST", 502],
  ["PATCH", 502],
  ["DELETE", 502],
  ["GET", 422],
] as const)("a %s that is answered %i is not repeated by the client", async (method, status) => {
  const { github } = await start();
  github.fail({ kind: "api" }, { answer: { status, headers: { "retry-after": "3600" }, body: "" } });
  const { client, place } = openClient(github);
  const url = "/repos/{owner}/{repo}/releases/{release_id}";
  await expect(client.request({ method, url, ...place, release_id: 1 })).rejects.toMatchObject({ status });
  expect(requestsOf(github)).toEqual([`${method} releases/1`]);
});

describe("limits", () => {
  test("a secondary limit is waited for as long as the server says, and the creation is then made once", async () => {
    const { github, target } = await start();
    github.fail(CREATION, { answer: { status: 403, headers: { "retry-after": "7" }, body: SECONDARY } });
    const onWait = vi.fn();
    expect(await openGithub(github, { onWait }).createRelease(newRelease("a-v1.0.0", target))).toMatchObject({ kind: "created" });
    expect(onWait.mock.calls).toEqual([[7]]);
    expect(github.releases).toHaveLength(1);
  });

  test("the hourly limit is waited for when it ends soon, by its own clock", async () => {
    const time = createFakeTime();
    const github = await startForTest({ releases: someReleases(1), clock: time.clock });
    github.rate.used = github.rate.limit;
    github.rate.reset = time.now() / 1000 + 50;
    const onWait = vi.fn();
    const index = await openGithub(github, { time, onWait }).readReleases(asking(["v0"]));
    expect(index.state("v0")).toBe("published");
    expect(onWait.mock.calls).toEqual([[51]]);
  });

  test("after the deadline nothing is written any more, and what was not done is for the next run", async () => {
    const { github, target } = await start();
    const time = createFakeTime();
    const forge = openGithub(github, { time, deadline: time.now() });
    expect((await forge.readReleases(asking(["a-v1.0.0"]))).state("a-v1.0.0")).toBe("missing");
    await expect(forge.createRelease(newRelease("a-v1.0.0", target))).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(github.releases).toEqual([]);
  });

  test("a secondary limit that stays ends the run's asking", async () => {
    const { github, target } = await start();
    github.fail(CREATION, { times: 20, answer: { status: 429, headers: { "retry-after": "1" }, body: SECONDARY } });
    await expect(openGithub(github).createRelease(newRelease("a-v1.0.0", target))).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(requestsOf(github).length).toBeLessThanOrEqual(3);
  });

  test("a limit that is far away is left to the next run at once", async () => {
    const { github, target } = await start();
    github.fail(CREATION, { answer: { status: 403, headers: { "retry-after": "3600" }, body: SECONDARY } });
    await expect(openGithub(github).createRelease(newRelease("a-v1.0.0", target))).rejects.toMatchObject({ code: "forge-rate-limit" });
    github.rate.used = github.rate.limit;
    const onWait = vi.fn();
    await expect(openGithub(github, { onWait }).readReleases(asking(["a-v1.0.0"]))).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(onWait).not.toHaveBeenCalled();
    expect(requestsOf(github)).toHaveLength(2);
  });
});
