import { expect, test } from "vitest";
import { queryPullRequests } from "../../../src/forge/github/query-pull-requests.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { openClient } from "./open-github.ts";

const COMMITS = ["a", "b"].map((letter) => letter.repeat(40));

function pullNode(number: number): object {
  return { number, title: "T", url: `https://forge.test/pull/${number}`, merged: true };
}

async function query(answer: object): Promise<readonly unknown[]> {
  const github = await startForTest();
  github.fail({ path: "/graphql" }, { answer: { status: 200, body: answer }, times: 5 });
  const { client, place } = openClient(github);
  const { found, open } = await queryPullRequests(client, place, COMMITS);
  return [COMMITS.map((sha) => found.get(sha)?.map(({ number }) => number) ?? null), open.map((sha) => sha[0])];
}

const C0 = { associatedPullRequests: { nodes: [pullNode(7)] } };
const ERRORS = [{ type: "RESOURCE_LIMITS_EXCEEDED", message: "too much", path: ["repository", "c1"] }];

test.each([
  ["a commit that the server does not know has none", { data: { repository: { c0: C0, c1: null } } }, [[[7], []], []]],
  ["what an answer with errors lacks stays open", { data: { repository: { c0: C0, c1: null } }, errors: ERRORS }, [[[7], null], ["b"]]],
  [
    "an answer without data leaves all open",
    { data: null, errors: ERRORS },
    [
      [null, null],
      ["a", "b"],
    ],
  ],
  [
    "so does a repository that is not there",
    { data: { repository: null } },
    [
      [null, null],
      ["a", "b"],
    ],
  ],
  [
    "and an answer of another shape",
    { data: { repository: [1] } },
    [
      [null, null],
      ["a", "b"],
    ],
  ],
])("%s", async (_what, answer, expected) => {
  expect(await query(answer)).toEqual(expected);
});
