import { describe, expect, it } from "vitest";
import { withFewerCommits } from "../../src/notes/context.ts";
import { exampleContext, landing, pull } from "./example-facts.ts";

describe("toNotesContext", () => {
  it("knows the predecessor, the pages and the difference", async () => {
    expect(await exampleContext()).toMatchObject({
      flow: "code_review",
      initial: false,
      previous: { version: "1.1.0", tag: "code_review-v1.1.0" },
      repository_url: "https://forge.test/flows/registry",
      fence: "```",
    });
    expect((await exampleContext()).diff).toContain("-model: small\n+model: large");
  });

  it("is initial and without diff for the first version of a line", async () => {
    expect(await exampleContext({ previous: null, compareUrl: null })).toMatchObject({
      initial: true,
      previous: null,
      diff: null,
      compare_url: null,
    });
  });

  it("has no links where the registry has no page", async () => {
    const context = await exampleContext({ repositoryUrl: null });
    expect(context.commits.map((commit) => commit.url)).toEqual([null, null, null]);
  });

  it("neutralises every text of a commit", async () => {
    const hostile = "feat(@team): a | b --> ``` @team #1 ::error:: https://forge.test/o/r/issues/1";
    const author = { ...landing("e", hostile, "body @team\n\nBREAKING CHANGE: @team #2\nRefs: #3"), author: "@eve <!--" };
    const text = JSON.stringify((await exampleContext({ commits: [author] })).commits);
    expect(text).not.toMatch(/@\w|#\d(?!\d*;)|<!--|-->|```|:\/\/forge\.test\/o/u);
  });

  it("groups commits by what they mean, breaking ones first", async () => {
    const commits = [landing("1", "docs: a"), landing("2", "fix: b"), landing("3", "feat: c"), landing("4", "fix!: d"), landing("5", "e")];
    const { groups } = await exampleContext({ commits });
    expect(groups.map((group) => [group.title, group.commits.map((commit) => commit.description)])).toEqual([
      ["Breaking changes", ["d"]],
      ["Features", ["c"]],
      ["Fixes", ["b"]],
      ["Other changes", ["a", "e"]],
    ]);
  });

  it("makes the fence longer than the fences in the file", async () => {
    const context = await exampleContext({ content: "prompt: |\n  ````\n  code\n  ````\n" });
    expect(context.fence).toBe("`````");
  });
});

describe("withFewerCommits", () => {
  it("keeps the newest and counts the others, in groups too", async () => {
    const fewer = withFewerCommits(withFewerCommits(await exampleContext(), 2), 1);
    expect(fewer.commits.map((commit) => commit.sha[0])).toEqual(["b"]);
    expect(fewer.groups.flatMap((group) => group.commits)).toEqual(fewer.commits);
    expect(fewer.commits_left_out).toBe(2);
  });

  it("counts what pull requests brought apart from what was pushed directly", async () => {
    const commits = ["b", "c", "d", "e"].map((id) => ({ ...landing(id, id), pulls: id === "d" ? [] : [pull(id === "e" ? 8 : 7)] }));
    const fewer = withFewerCommits(await exampleContext({ commits }), 1);
    expect(fewer).toMatchObject({ commits_left_out: 3, pull_requests_left_out: 1, direct_commits: [], direct_commits_left_out: 1 });
    expect(fewer.pull_requests.map(({ number }) => number)).toEqual([7]);
  });
});
