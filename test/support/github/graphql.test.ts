import { getOctokit } from "@actions/github";
import { expect, test } from "vitest";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";

async function ask(github: GithubStandIn, query: unknown, token?: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = token === undefined ? {} : { authorization: `bearer ${token}` };
  const response = await fetch(`${github.serverUrl}/api/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  return { status: response.status, body: await response.json() };
}

test("the viewer is the caller, by octokit as well", async () => {
  const github = await startForTest();
  const octokit = getOctokit(github.tokens.write, { baseUrl: github.apiUrl, request: { fetch } });
  expect(await octokit.graphql("query { viewer { login } }")).toEqual({ viewer: { login: "github-actions[bot]" } });
  expect(await ask(github, "{viewer{login}}", github.tokens.classic)).toEqual({
    status: 200,
    body: { data: { viewer: { login: "person" } } },
  });
  expect(github.requests.map(({ kind, path, write }) => ({ kind, path, write }))).toEqual([
    { kind: "api", path: "/graphql", write: false },
    { kind: "api", path: "/graphql", write: false },
  ]);
  expect(github.peaks.minute).toBe(0);
});

test.each([
  ["a wrong token", "{ viewer { login } }", "wrong", 401],
  ["no token", "{ viewer { login } }", undefined, 401],
  ["no query", undefined, "ghs_write0000", 400],
])("%s is refused", async (_what, query, token, status) => {
  const github = await startForTest();
  expect((await ask(github, query, token)).status).toBe(status);
});

test.each([
  ["query { rateLimit { cost } }", "Query", "rateLimit"],
  ["mutation($x: ID!) { createRelease(input: $x) { id } }", "Mutation", "createRelease"],
])("%s is an error with status 200", async (query, typeName, fieldName) => {
  const github = await startForTest();
  expect(await ask(github, query, github.tokens.write)).toMatchObject({
    status: 200,
    body: { errors: [{ extensions: { code: "undefinedField", typeName, fieldName } }] },
  });
});
