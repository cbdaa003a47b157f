import { describe, expect, test } from "vitest";
import { createReleases } from "../../src/apply/releases.ts";
import type { Outcome, Result } from "../../src/model/outcome.ts";
import type { CreateRelease, MarkLatest } from "../../src/model/plan.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { git, pushCommits } from "../support/github/client.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRelease, tagNames } from "./actions.ts";

interface Setting {
  readonly github: GithubStandIn;
  readonly target: string;
  readonly run: (
    actions: readonly (CreateRelease | MarkLatest)[],
    tags?: ReadonlyMap<string, Result>,
    token?: string,
  ) => Promise<readonly Outcome[]>;
}

async function start(count: number): Promise<Setting> {
  const github = await startForTest();
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  for (const tag of tagNames(count)) await git(github.bareRepository, ["tag", tag, target]);
  const run: Setting["run"] = (actions, tags = new Map(), token = github.tokens.write) =>
    createReleases({
      forge: openGithub(github, { token }),
      actions,
      tags,
      notes: new Map(actions.map(({ tag }) => [tag, `Notes of ${tag}`])),
      onReleased: () => undefined,
    });
  return { github, target, run };
}

function kinds(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ result }) => (result.kind === "failed" ? result.failure.code : result.kind));
}

/** The creation of one tag's release. */
function creationOf(tag: string) {
  return ({ method, body }: LoggedRequest): boolean => method === "POST" && JSON.stringify(body ?? null).includes(`"tag_name":"${tag}"`);
}

function creations(github: GithubStandIn): number {
  return github.requests.filter(({ kind, write }) => kind === "api" && write).length;
}

test("each release is made with its notes, one outcome for each action in their order", async () => {
  const { github, target, run } = await start(3);
  const actions = tagNames(3).map((tag) => createRelease(tag, target));
  const outcomes = await run(actions);
  expect(outcomes.map(({ action }) => action)).toEqual(actions);
  expect(outcomes.map(({ result }) => result)).toEqual(
    tagNames(3).map((tag) => ({ kind: "done", url: `${github.gitUrl}/releases/tag/${tag}` })),
  );
  expect(github.releases.map(({ tagName, body }) => [tagName, body])).toEqual(tagNames(3).map((tag) => [tag, `Notes of ${tag}`]));
  expect(kinds(await run(actions))).toEqual(["already-right", "already-right", "already-right"]);
});

describe("a failure", () => {
  test("of one does not stop its siblings", async () => {
    const { github, target, run } = await start(4);
    github.fail(creationOf("a-v1.1.0"), {
      answer: { status: 422, body: { message: "Validation Failed", errors: [{ resource: "Release", code: "custom", message: "no" }] } },
    });
    github.fail(creationOf("a-v1.2.0"), { times: 9, answer: { status: 502, body: "" } });
    expect(kinds(await run(tagNames(4).map((tag) => createRelease(tag, target))))).toEqual([
      "done",
      "forge-invalid",
      "forge-unreachable",
      "done",
    ]);
    expect(github.releases.map(({ tagName }) => tagName)).toEqual(["a-v1.0.0", "a-v1.3.0"]);
  });

  test("of a tag leaves its release untried, and the others are made", async () => {
    const { github, target, run } = await start(2);
    const failed: Result = { kind: "failed", failure: { code: "push-ruleset", message: "m", serverWords: null, fix: "f" } };
    const tags = new Map<string, Result>([
      ["a-v1.0.0", failed],
      ["a-v1.1.0", { kind: "done", url: null }],
    ]);
    expect(
      kinds(
        await run(
          tagNames(2).map((tag) => createRelease(tag, target)),
          tags,
        ),
      ),
    ).toEqual(["not-tried", "done"]);
    expect(creations(github)).toBe(1);
  });

  test("of our own with one version is reported as such, and the others are made", async () => {
    const { github, target } = await start(2);
    const notes = new Map([["a-v1.1.0", "Notes"]]);
    const outcomes = await createReleases({
      forge: openGithub(github),
      actions: tagNames(2).map((tag) => createRelease(tag, target)),
      tags: new Map(),
      notes,
      onReleased: () => undefined,
    });
    expect(kinds(outcomes)).toEqual(["internal", "done"]);
  });

  test("of the token stops the asking at once", async () => {
    const { github, target, run } = await start(3);
    expect(
      kinds(
        await run(
          tagNames(3).map((tag) => createRelease(tag, target)),
          new Map(),
          "wrong",
        ),
      ),
    ).toEqual(["forge-auth", "forge-auth", "forge-auth"]);
    expect(creations(github)).toBe(1);
  });

  test("of a permission stops the asking after a few", async () => {
    const { github, target, run } = await start(8);
    expect(
      kinds(
        await run(
          tagNames(8).map((tag) => createRelease(tag, target)),
          new Map(),
          github.tokens.readOnly,
        ),
      ),
    ).toEqual(Array.from({ length: 8 }, () => "forge-denied"));
    expect(creations(github)).toBe(5);
  });

  test("by a rate limit leaves the rest to the next run", async () => {
    const { github, target, run } = await start(4);
    github.fail(creationOf("a-v1.1.0"), {
      answer: { status: 403, headers: { "retry-after": "3600" }, body: { message: "You have exceeded a secondary rate limit." } },
    });
    const actions = tagNames(4).map((tag) => createRelease(tag, target));
    expect(kinds(await run(actions))).toEqual(["done", "not-tried", "not-tried", "not-tried"]);
    expect(creations(github)).toBe(2);
    expect(kinds(await run(actions))).toEqual(["already-right", "done", "done", "done"]);
  });
});

describe("the latest badge", () => {
  const mark: MarkLatest = { type: "mark-latest", flow: "a", version: "1.0.0", tag: "a-v1.0.0" };

  test("is given to a release", async () => {
    const { github, target, run } = await start(1);
    expect(kinds(await run([createRelease("a-v1.0.0", target), mark]))).toEqual(["done", "done"]);
    expect(await openGithub(github).readLatest()).toBe("a-v1.0.0");
  });

  test("without its release is a failure of its own", async () => {
    const { target, run } = await start(2);
    expect(kinds(await run([mark, createRelease("a-v1.1.0", target)]))).toEqual(["forge-invalid", "done"]);
  });
});
