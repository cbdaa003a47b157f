import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/model/outcome.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { RELEASED_MARKER } from "../../src/notes/released-comment.ts";
import { tellPullRequests, type TellRequest } from "../../src/run/tell-pull-requests.ts";
import { openGithub, requestsOf } from "../forge/github/open-github.ts";
import { someIssue } from "../forge/github/some-issues.ts";
import { pull } from "../notes/example-facts.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { problem } from "../support/github/answer.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import type { Issue } from "../support/github/state.ts";

function issue(number: number): Issue {
  return someIssue(number, { isPullRequest: true, labels: [] });
}

function released(version: string, kind: "done" | "failed" = "done", draft = false): Outcome {
  const action = {
    type: "create-release",
    flow: "chat",
    version,
    tag: `chat-v${version}`,
    target: "a".repeat(40),
    title: "",
    prerelease: false,
    draft,
    latest: false,
  } as const;
  const failed = { code: "forge-denied", message: "", serverWords: null, fix: "" } as const;
  return { action, result: kind === "done" ? { kind, url: `https://forge.test/${version}` } : { kind, failure: failed } };
}

const BOTH = { releasedComment: true, releasedLabel: "released" };

interface Asked {
  readonly config?: Partial<TellRequest["config"]>;
  readonly outcomes?: readonly Outcome[];
  readonly pulls?: ReadonlyMap<string, readonly PullRequest[]>;
  readonly deadline?: number;
}

function tell(github: GithubStandIn, asked: Asked): ReturnType<typeof tellPullRequests> {
  const time = createFakeTime();
  return tellPullRequests({
    forge: openGithub(github, { time }),
    config: { ...BOTH, ...asked.config },
    outcomes: asked.outcomes ?? [released("1.0.0")],
    pulls: asked.pulls ?? new Map([["chat-v1.0.0", [pull(7)]]]),
    time,
    deadline: asked.deadline ?? null,
  });
}

function commentsOn(github: GithubStandIn, number: number): readonly string[] {
  return github.issues.find((one) => one.number === number)?.comments.map(({ body }) => body) ?? [];
}

describe("told pull requests", () => {
  test("have one comment with all versions and the label, however many runs tell them", async () => {
    const github = await startForTest({ issues: [issue(7), issue(8)] });
    const pulls = new Map([
      ["chat-v1.0.0", [pull(7)]],
      ["chat-v1.1.0", [pull(7), pull(8)]],
    ]);
    expect(await tell(github, { outcomes: [released("1.0.0"), released("1.1.0")], pulls })).toEqual([]);
    expect(commentsOn(github, 7)).toEqual([
      `${RELEASED_MARKER}\nReleased in:\n\n- [chat 1.0.0](https://forge.test/1.0.0)\n- [chat 1.1.0](https://forge.test/1.1.0)\n`,
    ]);
    expect(commentsOn(github, 8)).toEqual([`${RELEASED_MARKER}\nReleased in [chat 1.1.0](https://forge.test/1.1.0).\n`]);
    expect(github.issues.map(({ labels }) => labels)).toEqual([["released"], ["released"]]);

    await tell(github, { outcomes: [released("2.0.0")], pulls: new Map([["chat-v2.0.0", [pull(8)]]]) });
    expect(commentsOn(github, 8)).toEqual([
      `${RELEASED_MARKER}\nReleased in:\n\n- [chat 1.1.0](https://forge.test/1.1.0)\n- [chat 2.0.0](https://forge.test/2.0.0)\n`,
    ]);
    const writes = github.requests.filter(({ write }) => write).length;
    await tell(github, { outcomes: [released("2.0.0")], pulls: new Map([["chat-v2.0.0", [pull(8)]]]) });
    expect(github.requests.filter(({ write }) => write)).toHaveLength(writes);
  });

  test.each([
    ["nothing is configured", { config: { releasedComment: false, releasedLabel: null } }],
    ["the release was not made", { outcomes: [released("1.0.0", "failed")] }],
    ["the release is a draft", { outcomes: [released("1.0.0", "done", true)] }],
    ["no pull request is known", { pulls: new Map() }],
  ])("are none when %s", async (_what, asked) => {
    const github = await startForTest({ issues: [issue(7)] });
    expect(await tell(github, asked)).toEqual([]);
    expect(requestsOf(github)).toEqual([]);
  });
});

describe("trouble", () => {
  const many = new Map([["chat-v1.0.0", Array.from({ length: 20 }, (_, index) => pull(index + 1))]]);

  test("with every pull request ends the asking, and is one warning for each kind", async () => {
    const github = await startForTest({ permissions: { issues: "none", pull_requests: "none" }, isPrivate: true });
    const problems = await tell(github, { pulls: many });
    expect(problems.map(({ severity, path }) => [severity, path])).toEqual([
      ["warning", null],
      ["warning", null],
    ]);
    for (const { message } of problems) expect(message).toContain("20 of 20 pull requests");
    expect(requestsOf(github).length).toBeLessThan(12);
  });

  test("with one leaves the others alone", async () => {
    const github = await startForTest({ issues: [issue(1), issue(2), issue(3)] });
    github.fail(
      { method: "POST", path: /\/issues\/2\/comments$/u },
      { answer: problem(403, "Unable to create comment because issue is locked.") },
    );
    const pulls = new Map([["chat-v1.0.0", [pull(1), pull(2), pull(3)]]]);
    const problems = await tell(github, { pulls, config: { releasedLabel: null } });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("1 of 3 pull requests was");
    expect([1, 2, 3].map((number) => commentsOn(github, number).length)).toEqual([1, 0, 1]);
  });

  test("with time leaves what is left, and says so", async () => {
    const github = await startForTest();
    expect(await tell(github, { pulls: many, deadline: 0 })).toMatchObject([{ code: "forge-rate-limit" }, { code: "forge-rate-limit" }]);
    expect(requestsOf(github)).toEqual([]);
  });
});
