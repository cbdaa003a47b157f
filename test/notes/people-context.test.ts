import { expect, test } from "vitest";
import { NO_MARKS } from "../../src/model/marks.ts";
import { toContributors, toMarks, toPullRequests } from "../../src/notes/people-context.ts";
import { landing, pull } from "./example-facts.ts";

const PAGE = "https://forge.test/flows/registry";

test("each pull request is there once, with links and without mentions", () => {
  const first = pull(7, {
    title: "Add @team (#7)",
    labels: ["new | @x"],
    closes: [{ number: 3, title: "<!-- slow", url: "javascript:x" }],
  });
  const pulls = toPullRequests(
    [
      { ...landing("a", "x"), pulls: [first, pull(8)] },
      { ...landing("b", "y"), pulls: [first] },
    ],
    PAGE,
  );
  expect(pulls.map(({ number }) => number)).toEqual([7, 8]);
  expect(pulls[0]).toEqual({
    number: 7,
    title: "Add @&#8203;team",
    url: `${PAGE}/pull/7`,
    author: "ada",
    author_url: "https://forge.test/ada",
    labels: ["new \\| @&#8203;x"],
    closes: [{ number: 3, title: "&lt;!-- slow", url: null }],
  });
});

test.each([
  ["a squash", "Add (#7)", null, ["Ada Lovelace", null]],
  ["a merge", "Merge pull request #7 from x/y", null, [null, null]],
  ["a bot", "Add (#7)", { login: "renovate", bot: true }, ["renovate", null]],
  ["no login at all", "Add (#7)", { login: "../evil?x", bot: false }, ["../evil?x", null]],
])("the author of %s", (_what, subject, author, expected) => {
  const [told] = toPullRequests([{ ...landing("a", subject), pulls: [pull(7, { author })] }], PAGE);
  expect([told?.author, told?.author_url]).toEqual(expected);
});

test("contributors are linked by their login, and by nothing where there is no page", () => {
  const people = [
    { name: "Ada", login: "ada", pull: { number: 7, url: `${PAGE}/pull/7` } },
    { name: "@Bob", login: null, pull: null },
  ];
  expect(toContributors(people, PAGE)).toEqual([
    { name: "ada", url: "https://forge.test/ada", pull_request: { number: 7, url: `${PAGE}/pull/7` } },
    { name: "@&#8203;Bob", url: null, pull_request: null },
  ]);
  expect(toContributors(people, null).map(({ url }) => url)).toEqual([null, null]);
});

test("marks are as they are, their texts harmless", () => {
  const deprecated = { since: "2026-01-01", use: "other@^2", reason: null };
  expect(toMarks({ ...NO_MARKS, yanked: { reason: "@all: <b>" }, deprecated, backport: true })).toEqual({
    yanked: "@&#8203;all: &lt;b&gt;",
    deprecated: { since: "2026-01-01", use: "other@&#8203;^2", reason: null },
    backport: true,
    withdrawn: false,
  });
});
