import { setImmediate } from "node:timers/promises";
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

test.each(["before", "after"] as const)("a request that hangs %s the work keeps neither the client nor the server", async (when) => {
  const github = await start();
  github.fail(creation, { when, answer: "hang", times: 2 });
  const given = new AbortController();
  const first = expect(fetchRelease(github, given.signal)).rejects.toThrow("aborted");
  const second = expect(fetchRelease(github)).rejects.toThrow();
  while (github.requests.length < 3) await setImmediate();
  given.abort();
  await first;
  await github.stop();
  await second;
  expect(github.requests.at(-1)?.status).toBe(0);
});

test("a slow answer is the proper one in pieces", async () => {
  const github = await start();
  github.fail(creation, { answer: "slow" });
  const answer = await fetchRelease(github);
  let count = 0;
  let text = "";
  for await (const piece of answer.body ?? []) {
    count += 1;
    text += Buffer.from(piece).toString();
  }
  expect(answer.status).toBe(201);
  expect(count).toBeGreaterThan(1);
  expect(JSON.parse(text)).toMatchObject({ tag_name: "v1" });
});

test("a slow push and fetch succeed", async () => {
  const github = await start();
  const { folder } = await pushCommits(github, 1);
  github.fail({ kind: "git" }, { answer: "slow", times: 9 });
  await git(folder, ["tag", "v1"]);
  expect(await git(folder, [...withToken(github.tokens.write), "push", "origin", "v1"])).toMatchObject({ code: 0 });
});

test("a truncated answer has a proper end, and is no JSON", async () => {
  const github = await start();
  github.fail(creation, { answer: "truncate" });
  const answer = await fetchRelease(github);
  const text = await answer.text();
  expect(answer.status).toBe(201);
  expect(answer.headers.get("content-length")).toBe(String(text.length));
  expect(() => void JSON.parse(text)).toThrow(SyntaxError);
  expect(github.releases).toHaveLength(1);
});

test.each(["before", "after"] as const)("a page for people comes with status 200 %s the work", async (when) => {
  const github = await start();
  github.fail(creation, { when, answer: "html" });
  const answer = await fetchRelease(github);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(github.releases).toHaveLength(when === "after" ? 1 : 0);
});

test("a client that leaves before its answer does no harm", async () => {
  const github = await start();
  const given = new AbortController();
  const leave = async (): Promise<void> => {
    given.abort();
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  };
  github.fail(creation, { answer: "slow", run: leave });
  await expect(fetchRelease(github, given.signal)).rejects.toThrow("aborted");
  expect((await call(github, "GET", "")).status).toBe(200);
});

test("a Link header can lead anywhere", async () => {
  const github = await start();
  github.fail({ method: "GET" }, { answer: { link: '<http://127.0.0.1/loop>; rel="next"' } });
  const answer = await call(github, "GET", "/releases");
  expect(answer).toMatchObject({ status: 200, body: [] });
  expect(answer.headers.get("link")).toBe('<http://127.0.0.1/loop>; rel="next"');
});

function fetchRelease(github: GithubStandIn, signal?: AbortSignal): Promise<Response> {
  return fetch(`${github.apiUrl}/repos/${github.owner}/${github.repo}/releases`, {
    method: "POST",
    headers: { authorization: `Bearer ${github.tokens.write}` },
    body: JSON.stringify({ tag_name: "v1" }),
    ...(signal === undefined ? {} : { signal }),
  });
}
