import { describe, expect, test } from "vitest";
import { createLogin, isPrivate, readAccess, readServerKeys } from "../../../src/forge/github/access.ts";
import type { Access } from "../../../src/model/access.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn, Tokens } from "../../support/github/start-github.ts";
import { openClient, requestsOf } from "./open-github.ts";

const JSON_TYPE = { "content-type": "application/json" };

function read(github: GithubStandIn, token: string | null = github.tokens.write, ownToken = false): Promise<Access> {
  const { client, place } = openClient(github, { token });
  return readAccess(client, place, token, createLogin(client, token, ownToken));
}

test("a workflow's own token is told all but what only a person has, with two requests", async () => {
  const github = await startForTest();
  expect(await read(github, github.tokens.write, true)).toEqual({
    login: "github-actions[bot]",
    hasIssues: true,
    scopes: null,
    immutableReleases: null,
    rateLimit: { remaining: 4999, reset: Date.UTC(2026, 2, 1, 13) / 1000 },
  });
  expect(requestsOf(github)).toEqual(["GET ", "GET immutable-releases"]);
});

test.each([
  ["write", true, true],
  ["write", false, false],
  ["outsider", true, null],
  ["outsider", false, false],
] as const)("to the token %s, a repository that is private (%j) is known as that: %j, with one request", async (token, hidden, known) => {
  const github = await startForTest({ isPrivate: hidden });
  const { client, place } = openClient(github, { token: github.tokens[token] });
  expect(await isPrivate(client, place)).toBe(known);
  expect(requestsOf(github)).toEqual(["GET "]);
});

test("an app is asked for its login", async () => {
  expect(await read(await startForTest({ login: "our-app[bot]" }))).toMatchObject({ login: "our-app[bot]" });
});

test.each<[keyof Tokens, Partial<Access>]>([
  ["classic", { login: "person", scopes: ["repo"] }],
  ["classicWorkflow", { login: "person", scopes: ["repo", "workflow"] }],
  ["fineGrained", { login: "person", scopes: null }],
  ["outsider", { login: "outsider", scopes: ["public_repo"] }],
  ["readOnly", { login: "github-actions[bot]", scopes: null }],
])("the token %s is told %j", async (name, expected) => {
  const github = await startForTest();
  expect(await read(github, github.tokens[name])).toMatchObject(expected);
});

test("an empty header of scopes means none; other tokens than classic ones have none to tell", async () => {
  for (const [name, scopes] of [
    ["classic", []],
    ["write", null],
    ["fineGrained", null],
  ] as const) {
    const github = await startForTest();
    github.fail({ path: /flows$/ }, { answer: { status: 200, headers: { ...JSON_TYPE, "x-oauth-scopes": "" }, body: repository() } });
    expect((await read(github, github.tokens[name])).scopes).toEqual(scopes);
  }
});

function repository(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { private: false, has_issues: true, permissions: { push: true, admin: false }, ...changes };
}

test.each<[GithubOptions, Partial<Access>]>([
  [{ isPrivate: true }, { hasIssues: true }],
  [{ hasIssues: false }, { hasIssues: false }],
  [{ ghes: true }, { rateLimit: null, immutableReleases: null }],
])("of a repository with %j it is told %j", async (options, expected) => {
  expect(await read(await startForTest(options))).toMatchObject(expected);
});

describe("whether releases are immutable", () => {
  const administration = { administration: "read" } as const;
  test.each<[string, GithubOptions, boolean | null]>([
    ["yes", { immutableReleases: true, permissions: administration }, true],
    ["no", { immutableReleases: false, permissions: administration }, false],
    ["not told to a token that may not ask", { immutableReleases: true }, null],
    ["not known to a server of one's own", { ghes: true, permissions: administration }, null],
  ])("is %s", async (_name, options, expected) => {
    expect((await read(await startForTest(options))).immutableReleases).toBe(expected);
  });

  test.each([
    ["a person who is no administrator", false, null],
    ["an administrator", true, false],
  ])("when it is not found by %s (%s) is %s", async (_name, admin, expected) => {
    const github = await startForTest({ immutableReleases: true });
    const body = repository({ permissions: { push: true, admin } });
    github.fail({ path: /flows$/ }, { answer: { status: 200, headers: JSON_TYPE, body } });
    expect((await read(github, github.tokens.classic)).immutableReleases).toBe(expected);
  });
});

test("a single question that is refused leaves only its own answer open", async () => {
  const github = await startForTest();
  const refused = { answer: { status: 403, headers: JSON_TYPE, body: { message: "Resource not accessible by integration" } } };
  github.fail({ path: /flows$/ }, refused);
  expect(await read(github, github.tokens.write)).toEqual({
    login: "github-actions[bot]",
    hasIssues: null,
    scopes: null,
    immutableReleases: null,
    rateLimit: null,
  });
  github.fail({ path: "/graphql" }, refused);
  expect(await read(github, github.tokens.write)).toMatchObject({ login: null, hasIssues: true });
  github.fail({ path: "/graphql" }, { answer: { status: 200, headers: JSON_TYPE, body: { errors: [{ message: "no" }] } } });
  expect(await read(github, github.tokens.write)).toMatchObject({ login: null, hasIssues: true });
});

test("without a token it is told what is public, and nobody's login", async () => {
  const github = await startForTest();
  expect(await read(github, null)).toMatchObject({ login: null, immutableReleases: null });
  expect(requestsOf(github)).toEqual(["GET "]);
  expect(await read(await startForTest({ isPrivate: true }), null)).toMatchObject({ hasIssues: null });
});

test("a token that is not accepted is a failure", async () => {
  await expect(read(await startForTest(), "ghp_expired")).rejects.toMatchObject({ code: "forge-auth" });
});

test.each([
  ["forge-unreachable", /flows$/, { status: 502, body: "" }],
  ["forge-unreachable", "/graphql", { status: 502, body: "" }],
  ["forge-auth", "/graphql", { status: 401, headers: JSON_TYPE, body: { message: "Bad credentials" } }],
  ["forge-unreadable", /flows$/, { status: 200, headers: JSON_TYPE, body: { private: "no" } }],
  ["forge-unreadable", "/graphql", { status: 200, headers: JSON_TYPE, body: { data: { viewer: {} } } }],
  ["forge-unreadable", /immutable-releases$/, { status: 200, headers: JSON_TYPE, body: {} }],
])("%s: what stands in the way of an answer is no answer (%s)", async (code, path, answer) => {
  const github = await startForTest();
  github.fail({ path }, { times: 9, answer });
  await expect(read(github)).rejects.toMatchObject({ code });
});

test.each([{ "x-ratelimit-remaining": "many" }, { "x-ratelimit-remaining": "5" }, { "x-ratelimit-reset": "5" }])(
  "a limit that is told in part is not known: %j",
  async (headers) => {
    const github = await startForTest();
    github.fail({ path: /flows$/ }, { answer: { status: 200, headers: { ...JSON_TYPE, ...headers }, body: repository() } });
    expect((await read(github)).rateLimit).toBeNull();
  },
);

test("a login is asked for once, also by two at a time, and again only after a failure", async () => {
  const github = await startForTest();
  const { client } = openClient(github);
  const login = createLogin(client, github.tokens.write, false);
  github.fail({ path: "/graphql" }, { times: 4, answer: { status: 502, body: "" } });
  await expect(login()).rejects.toMatchObject({ code: "forge-unreachable" });
  const before = github.requests.length;
  expect(await Promise.all([login(), login()])).toEqual(["github-actions[bot]", "github-actions[bot]"]);
  expect(await login()).toBe("github-actions[bot]");
  expect(github.requests.length - before).toBe(1);
});

describe("the server's SSH keys", () => {
  test("are told as known hosts have them", async () => {
    const keys = ["ssh-ed25519 AAAAC3Nz", "ecdsa-sha2-nistp256 AAAAE2Vj=", "ssh-rsa AAAAB3Nz+/=="];
    expect(await keysFrom({ ssh_keys: keys, more: 1 })).toEqual(keys);
    expect(await keysFrom({})).toEqual([]);
  });

  test.each(["ssh-ed25519 AAAA\n@cert-authority * ssh-rsa AAAA", "* ssh-rsa AAAA", "ssh-rsa", "ssh-rsa AAAA comment", 1])(
    "are no others than that: %j",
    async (key) => {
      await expect(keysFrom({ ssh_keys: ["ssh-ed25519 AAAAC3Nz", key] })).rejects.toMatchObject({ code: "forge-unreadable" });
    },
  );

  test("cannot be read from a server that fails", async () => {
    const github = await startForTest();
    github.fail({ path: "/meta" }, { times: 9, answer: { status: 500, body: "" } });
    await expect(readServerKeys(openClient(github).client)).rejects.toMatchObject({ code: "forge-unreachable" });
  });

  async function keysFrom(body: unknown): Promise<readonly string[]> {
    const github = await startForTest();
    github.fail({ path: "/meta" }, { answer: { status: 200, headers: JSON_TYPE, body } });
    return readServerKeys(openClient(github).client);
  }
});
