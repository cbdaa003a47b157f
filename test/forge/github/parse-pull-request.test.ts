import { describe, expect, test } from "vitest";
import { closedIssues, parseGraphqlPull, parseRestPull } from "../../../src/forge/github/parse-pull-request.ts";

const PLACE = { owner: "Octo", repo: "flows" };

describe("issues that a text closes", () => {
  test.each([
    ["Closes #1, fixes #2 and RESOLVED: #3", [1, 2, 3]],
    ["close #1\nclose #1", [1]],
    ["fixes octo/FLOWS#4, fixes other/flows#5", [4]],
    ["fixed https://github.com/octo/flows/issues/6 and fixed https://github.com/o/r/issues/7", [6]],
    ["prefixes #8, disclosed #9, see #10, fixes#11", []],
    ["fixes #12345678901", []],
  ])("%s", (text, numbers) => {
    expect(closedIssues(text, PLACE)).toEqual(numbers);
  });

  test("are at most ten, found in no time", () => {
    const start = performance.now();
    expect(closedIssues("fixes #1 fixes  ".repeat(50_000), PLACE)).toEqual([1]);
    expect(closedIssues(Array.from({ length: 40 }, (_, index) => `fixes #${index + 1}`).join(" "), PLACE)).toHaveLength(10);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

const GRAPHQL = { number: 7, title: "T", url: "https://forge.test/pull/7", merged: true };
const REST = { number: 7, title: "T", html_url: "https://forge.test/o/r/pull/7", merged_at: null };

test("what is missing or null is nothing", () => {
  const nothing = { body: "", labels: [], closes: [], author: null, mergeCommit: null };
  expect(parseGraphqlPull({ ...GRAPHQL, labels: { nodes: [null] }, closingIssuesReferences: null, author: null })).toMatchObject(nothing);
  expect(parseRestPull(REST, PLACE)).toMatchObject({ ...nothing, merged: false });
});

test("bots are bots in both forms of their name", () => {
  const bot = { login: "renovate", bot: true };
  expect(parseGraphqlPull({ ...GRAPHQL, author: { login: "renovate", __typename: "Bot" } }).author).toEqual(bot);
  expect(parseRestPull({ ...REST, user: { login: "renovate[bot]", type: "Bot" } }, PLACE).author).toEqual(bot);
});

test.each([null, [], "<html>", { ...GRAPHQL, number: "7" }, { ...GRAPHQL, title: null }])("%j is no pull request", (data) => {
  expect(() => parseGraphqlPull(data)).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
  expect(() => parseRestPull(data, PLACE)).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
});

test.each([0, -7, 1.5, "7", null])("the number %j is none", (number) => {
  expect(() => parseGraphqlPull({ ...GRAPHQL, number })).toThrow("pull request");
  expect(() => parseRestPull({ ...REST, number }, PLACE)).toThrow("pull request");
});
