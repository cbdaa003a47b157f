import { expect, test } from "vitest";
import { leaveOut, slug } from "../../src/notes/leave-out.ts";
import type { Ignore } from "../../src/config/marks.ts";
import type { LandingFacts } from "../../src/model/notes-facts.ts";
import { landing, pull } from "./example-facts.ts";

const NOTHING: Ignore = { labels: [], authors: [], paths: [] };
const FILE = "flows/a/1.0.0.yml";

/** Numbers of the pull requests that stay; null when the landing goes. */
function numbers(facts: Partial<LandingFacts>, ignore: Partial<Ignore>, paths: readonly string[] = [FILE]): readonly number[] | null {
  const kept = leaveOut({ facts: { ...landing("a", "Add"), ...facts }, paths: new Set(paths) }, { ...NOTHING, ...ignore });
  return kept?.pulls.map(({ number }) => number) ?? null;
}

test.each(["skip-changelog", "Skip Changelog", "skip_changelog", "SKIPCHANGELOG"])("the label %s is skip-changelog", (label) => {
  expect(numbers({ pulls: [pull(1, { labels: ["x", label] })] }, { labels: ["skip-changelog"] })).toBeNull();
  expect(slug(label)).toBe("skipchangelog");
});

test("a landing stays with the pull requests that are not ignored", () => {
  const pulls = [pull(1, { labels: ["chore"] }), pull(2, { labels: ["chores"] })];
  expect(numbers({ pulls }, { labels: ["Chore"] })).toEqual([2]);
});

test.each([
  ["renovate", { login: "renovate", bot: true }],
  ["renovate[bot]", { login: "renovate", bot: true }],
  ["Renovate", { login: "renovate[bot]", bot: true }],
  ["@release-bot", { login: "release_bot", bot: false }],
])("the author %s is ignored as %s", (ignored, author) => {
  expect(numbers({ pulls: [pull(1, { author })] }, { authors: [ignored] })).toBeNull();
  expect(numbers({ pulls: [pull(1)] }, { authors: [ignored] })).toEqual([1]);
});

test("a direct push counts by its author's name, and so does a pull request without an account", () => {
  const authors = ["ada-lovelace"];
  expect(numbers({ pulls: [] }, { authors })).toBeNull();
  expect(numbers({ pulls: [pull(1, { author: null })] }, { authors })).toBeNull();
  expect(numbers({ pulls: [pull(1)] }, { authors })).toEqual([1]);
});

test.each([
  [["flows/a/README.md"], ["flows/a/README.md"], true],
  [["flows/a/docs/x.md", "flows/a/docs/y.md"], ["flows/a/docs/"], true],
  [["flows/a/docs/x.md", FILE], ["flows/a/docs"], false],
  [["flows/a/docs-of-mine.md"], ["flows/a/docs"], false],
  [[FILE], [], false],
])("what touched %j is left out with the ignored paths %j: %s", (touched, paths, gone) => {
  expect(numbers({}, { paths }, touched) === null).toBe(gone);
});
