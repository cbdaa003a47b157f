import { describe, expect, test } from "vitest";
import { readPullRequests } from "../../../src/forge/github/pull-requests.ts";
import type { LandedPullRequests } from "../../../src/forge/port.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { LandedCommit, PullRequest } from "../../../src/model/pull-request.ts";
import { createFakeTime, type FakeTime } from "../../support/fake-time.ts";
import { problem } from "../../support/github/answer.ts";
import { pushCommits } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import type { Pull } from "../../support/github/state.ts";
import { codesOf } from "../../run/open.ts";
import { openClient, requestsOf } from "./open-github.ts";

interface Setting {
  readonly github: GithubStandIn;
  readonly commits: readonly string[];
  readonly time: FakeTime;
  readonly pulls: Pull[];
}

const NOW = 1_772_366_400;

async function setting(count: number, options: GithubOptions = {}): Promise<Setting> {
  const time = createFakeTime();
  const pulls: Pull[] = [];
  const github = await startForTest({ ...options, pulls, clock: time.clock });
  const { commits } = await pushCommits(github, count);
  return { github, commits, time, pulls };
}

function landed(sha: string, changes: Partial<LandedCommit> = {}): LandedCommit {
  return { sha, time: NOW - 86_400, expected: false, ...changes };
}

function pull(number: number, commits: readonly string[], changes: Partial<Pull> = {}): Pull {
  return { number, title: `Title ${number}`, author: "person", commits, ...changes };
}

async function read(all: Setting, asked: readonly LandedCommit[]): Promise<ReadonlyMap<string, readonly PullRequest[]>> {
  const { pulls, failure } = await readWhatThereIs(all, asked);
  if (failure !== null) throw failure;
  return pulls;
}

function readWhatThereIs({ github, time }: Setting, asked: readonly LandedCommit[]): Promise<LandedPullRequests> {
  const { client, place } = openClient(github, { time });
  return readPullRequests(client, place, asked, time);
}

/** Numbers by commit, in the order of the commits. */
async function numbers(all: Setting, asked: readonly LandedCommit[]): Promise<readonly (readonly number[] | undefined)[]> {
  const found = await read(all, asked);
  return asked.map(({ sha }) => found.get(sha)?.map(({ number }) => number));
}

const REFUSALS = {
  "a server without GraphQL": problem(404, "Not Found"),
  "a refusal": problem(403, "Resource not accessible by integration"),
  "errors in words": {
    status: 200,
    body: { data: null, errors: [{ type: "INTERNAL", message: "Something broke", path: ["repository"] }] },
  },
  "another shape": { status: 200, body: { data: { repository: { c0: { associatedPullRequests: { nodes: [{ number: "7" }] } } } } } },
} as const;

describe("by GraphQL", () => {
  test("one query tells of many commits, with labels, authors and the issues that were closed", async () => {
    const all = await setting(3);
    const [first = "", second = "", third = ""] = all.commits;
    all.pulls.push(
      pull(7, [second], { body: "Words", labels: ["feature"], closes: [{ number: 3, title: "Slow" }], mergeCommit: second }),
      pull(8, [third], { author: "renovate[bot]" }),
    );
    const found = await read(
      all,
      [first, second, third].map((sha) => landed(sha)),
    );
    const page = all.github.gitUrl;
    expect(found.get(first)).toEqual([]);
    expect(found.get(second)).toEqual([
      {
        number: 7,
        title: "Title 7",
        body: "Words",
        url: `${page}/pull/7`,
        author: { login: "person", bot: false },
        labels: ["feature"],
        closes: [{ number: 3, title: "Slow", url: `${page}/issues/3` }],
      },
    ]);
    expect(found.get(third)?.[0]?.author).toEqual({ login: "renovate", bot: true });
    expect(all.github.requests.filter(({ kind }) => kind === "api").map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /graphql",
    ]);
  });

  test("requests grow by one for 40 commits, and the oldest of very many are not asked about", async () => {
    const all = await setting(1);
    const asked = Array.from({ length: 2_100 }, (_, index) => landed(index.toString(16).padStart(40, "0"), { time: NOW - index * 1_000 }));
    const found = await read(all, asked);
    expect(found.size).toBe(2_000);
    expect(found.has(asked.at(-1)?.sha ?? "")).toBe(false);
    expect(requestsOf(all.github)).toHaveLength(50);
  });

  test("only what was merged counts, and of several the one whose merge made the commit", async () => {
    const all = await setting(2);
    const [first = "", second = ""] = all.commits;
    all.pulls.push(
      pull(5, [first], { merged: false }),
      pull(6, [second], { mergeCommit: first }),
      pull(7, [second], { mergeCommit: second }),
    );
    expect(await numbers(all, [landed(first), landed(second)])).toEqual([[], [7]]);
  });

  test("no commit, no request", async () => {
    const all = await setting(1);
    expect(await numbers(all, [])).toEqual([]);
    expect(requestsOf(all.github)).toEqual([]);
  });

  test("what is no commit id is not sent anywhere", async () => {
    const all = await setting(1);
    expect((await read(all, [landed('x") { id } evil: object(oid: "')])).size).toBe(0);
    expect(requestsOf(all.github)).toEqual([]);
  });
});

describe("by REST", () => {
  test.each(Object.entries(REFUSALS))("after %s, with the issues that the text closes", async (_what, answer) => {
    const all = await setting(1);
    const [sha = ""] = all.commits;
    const { owner, repo } = all.github;
    const body = `Fixes #3, closes other/one#4, resolves ${owner}/${repo}#5\nclosed: #6 disclose #9`;
    all.pulls.push(pull(7, [sha], { body }), pull(8, [sha], { merged: false }));
    all.github.fail({ path: "/graphql" }, { answer, times: 10 });
    const found = await read(all, [landed(sha)]);
    expect(found.get(sha)?.map(({ number, author }) => [number, author])).toEqual([[7, { login: "person", bot: false }]]);
    expect(found.get(sha)?.[0]?.closes.map(({ number }) => number)).toEqual([3, 5, 6]);
    expect(requestsOf(all.github).at(-1)).toBe(`GET commits/${sha}/pulls`);
  });

  test("the newest hundred commits are asked about, after one refused query", async () => {
    const all = await setting(1);
    const asked = Array.from({ length: 150 }, (_, index) => landed(index.toString(16).padStart(40, "0"), { time: NOW - index * 1_000 }));
    all.github.fail({ path: "/graphql" }, { answer: problem(404, "Not Found"), times: 10 });
    const found = await read(all, asked);
    expect([found.size, found.has(asked[0]?.sha ?? ""), found.has(asked[149]?.sha ?? "")]).toEqual([100, true, false]);
    expect(requestsOf(all.github)).toHaveLength(101);
  });

  test("what may not be read at all is told with the permission that is missing", async () => {
    const all = await setting(1, { isPrivate: true, permissions: { pull_requests: "none" } });
    const reading = read(all, [landed(all.commits[0] ?? "")]);
    expect(await codesOf(reading)).toEqual(["forge-denied"]);
    const fixes = await reading.then(
      () => [],
      (error: unknown) => (error instanceof Failure ? error.problems.map(({ fix }) => fix) : []),
    );
    expect(fixes.join("")).toContain("pull-requests: read");
  });

  test("a limit that is reached is told as one", async () => {
    const all = await setting(1);
    const headers = { "retry-after": "3600" };
    all.github.fail({ path: "/graphql" }, { answer: problem(403, "You have exceeded a secondary rate limit", headers), times: 10 });
    expect(await codesOf(read(all, [landed(all.commits[0] ?? "")]))).toEqual(["forge-rate-limit"]);
  });
});

describe("what was found stays", () => {
  const limit = problem(403, "You have exceeded a secondary rate limit", { "retry-after": "3600" });

  test("when a limit is met after the first query", async () => {
    const all = await setting(1);
    const [first = ""] = all.commits;
    all.pulls.push(pull(7, [first]));
    const others = Array.from({ length: 40 }, (_, index) => landed(index.toString(16).padStart(40, "0"), { time: NOW - 172_800 }));
    all.github.fail({ path: "/graphql" }, { answer: limit, skip: 1, times: 9 });
    const { pulls, failure } = await readWhatThereIs(all, [landed(first), ...others]);
    expect([pulls.size, pulls.get(first)?.length, failure?.code]).toEqual([40, 1, "forge-rate-limit"]);
  });

  test("when REST fails at one of the commits", async () => {
    const all = await setting(3);
    all.github.fail({ path: "/graphql" }, { answer: problem(404, "Not Found"), times: 9 });
    all.github.fail({ path: new RegExp(`${all.commits[1] ?? ""}/pulls$`, "u") }, { answer: limit, times: 9 });
    const { pulls, failure } = await readWhatThereIs(
      all,
      all.commits.map((sha, index) => landed(sha, { time: NOW - 86_400 - index })),
    );
    expect([[...pulls.keys()], failure?.code]).toEqual([[all.commits[0]], "forge-rate-limit"]);
  });

  test("when the index is asked again", async () => {
    const all = await setting(2);
    const [first = "", second = ""] = all.commits;
    all.pulls.push(pull(7, [first]));
    all.github.fail({ path: "/graphql" }, { answer: limit, skip: 1, times: 9 });
    const { pulls, failure } = await readWhatThereIs(all, [landed(first), landed(second, { time: NOW - 10, expected: true })]);
    expect([pulls.get(first)?.length, pulls.get(second), failure?.code]).toEqual([1, [], "forge-rate-limit"]);
  });
});

describe("while the index lags behind", () => {
  const late = (all: Setting, seconds: number): Date => new Date(all.time.now() + seconds * 1_000);

  test.each([
    ["a little", 4, [5], [7]],
    ["more", 15, [5, 15], [7]],
    ["too much", 60, [5, 15], []],
  ])("%s, a commit that names a pull request is asked about again", async (_what, lag, waits, expected) => {
    const all = await setting(2);
    const [first = "", second = ""] = all.commits;
    all.pulls.push(pull(7, [second], { indexedAt: late(all, lag) }));
    expect(await numbers(all, [landed(first), landed(second, { time: NOW - 10, expected: true })])).toEqual([[], expected]);
    expect(all.time.waits).toEqual(waits);
  });

  test.each([
    ["is old", { time: NOW - 3_600, expected: true }],
    ["names none", { time: NOW - 10, expected: false }],
  ])("a commit that %s is not waited for", async (_what, changes) => {
    const all = await setting(1);
    expect(await numbers(all, [landed(all.commits[0] ?? "", changes)])).toEqual([[]]);
    expect(all.time.waits).toEqual([]);
  });
});
