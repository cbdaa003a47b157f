import { expect, test } from "vitest";
import { findContributors } from "../../src/notes/contributors.ts";
import type { Newcomer } from "../../src/history/first-commits.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { landing, pull } from "./example-facts.ts";

function logins(newcomer: Partial<Newcomer>, pulls: readonly PullRequest[]): readonly unknown[] {
  const sha = "a".repeat(40);
  const known = new Map([[sha, [{ email: "ada@example.test", name: "Ada", alone: true, ...newcomer }]]]);
  return findContributors([{ ...landing("a", "x"), pulls }, landing("b", "y")], known).map(({ name, login }) => [name, login]);
}

test.each([
  ["the pull request's author", {}, [pull(7)], [["Ada", "ada"]]],
  ["the private address", { email: "12+bob-x@users.noreply.github.com", alone: false }, [pull(7)], [["Ada", "bob-x"]]],
  ["nothing, when others took part", { alone: false }, [pull(7)], [["Ada", null]]],
  ["nothing, for a direct push", {}, [], [["Ada", null]]],
  ["nothing, of two pull requests", {}, [pull(7), pull(8)], [["Ada", null]]],
] as const)("a login comes from %s", (_what, newcomer, pulls, expected) => {
  expect(logins(newcomer, pulls)).toEqual(expected);
});

test.each([
  ["by name", { name: "renovate[bot]" }, []],
  ["by address", { email: "29+renovate[bot]@users.noreply.github.com" }, []],
  ["by pull request", {}, [pull(7, { author: { login: "x", bot: true } })]],
])("a bot is no contributor: %s", (_what, newcomer, pulls) => {
  expect(logins(newcomer, pulls)).toEqual([]);
});
