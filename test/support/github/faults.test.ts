import { expect, test } from "vitest";
import { call, git, pushCommits, withToken } from "./client.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";

async function start(): Promise<GithubStandIn> {
  const github = await startForTest();
  await pushCommits(github, 1);
  return github;
}

const creation = { method: "POST", path: /\/releases$/u } as const;

test("a fault before the work leaves nothing behind", async () => {
  const github = await start();
  github.fail(creation, { answer: { status: 502, body: "<html>" } });
  expect((await fetchRelease(github)).status).toBe(502);
  expect(github.releases).toEqual([]);
  expect((await fetchRelease(github)).status).toBe(201);
});

test("a fault after the work hides it from the client only", async () => {
  const github = await start();
  github.fail(creation, { when: "after", answer: { status: 504, headers: { "retry-after": "1" }, body: "" } });
  const answer = await fetchRelease(github);
  expect(answer.status).toBe(504);
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(github.releases).toHaveLength(1);
  expect((await fetchRelease(github)).status).toBe(422);
});

test.each(["before", "after"] as const)("a connection cut %s the work fails the request", async (when) => {
  const github = await start();
  github.fail(creation, { when, answer: "reset" });
  await expect(fetchRelease(github)).rejects.toThrow();
  expect(github.releases).toHaveLength(when === "after" ? 1 : 0);
  expect(github.requests.at(-1)?.status).toBe(0);
});

test("a fault strikes as often as it says, after those that it lets pass", async () => {
  const github = await start();
  github.fail({ kind: "api", method: "GET" }, { skip: 1, times: 2, answer: { status: 429, body: { message: "secondary rate limit" } } });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await call(github, "GET", "")).status);
  expect(statuses).toEqual([200, 429, 429, 200]);
});

test("another writer can be let in before a request is answered", async () => {
  const github = await start();
  github.fail(creation, {
    run: async () => {
      await call(github, "POST", "/releases", { tag_name: "v1", body: "the other's" });
    },
  });
  expect((await fetchRelease(github)).status).toBe(422);
  expect(github.releases).toMatchObject([{ body: "the other's" }]);
});

test("a push is cut after its refs have landed", async () => {
  const github = await start();
  const { folder } = await pushCommits(github, 1);
  await git(folder, ["tag", "v1"]);
  github.fail((request) => request.path.endsWith("/git-receive-pack"), { when: "after", answer: "reset" });
  expect((await git(folder, [...withToken(github.tokens.write), "push", "origin", "v1"])).code).not.toBe(0);
  expect((await git(github.bareRepository, ["tag"])).output).toBe("v1");
});

function fetchRelease(github: GithubStandIn): Promise<Response> {
  return fetch(`${github.apiUrl}/repos/${github.owner}/${github.repo}/releases`, {
    method: "POST",
    headers: { authorization: `Bearer ${github.tokens.write}` },
    body: JSON.stringify({ tag_name: "v1" }),
  });
}
