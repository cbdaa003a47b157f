import { describe, expect, test } from "vitest";
import { pushInBatches } from "../../src/apply/push.ts";
import { writeTagObjects } from "../../src/git/write-tags.ts";
import type { Result } from "../../src/model/outcome.ts";
import { createFakeTime, type FakeTime } from "../support/fake-time.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGitWithToken, setOrigin } from "../git/open-git.ts";
import { createTag, TAGGER, tagNames } from "./actions.ts";
import { textWith } from "../git/text-with.ts";

const RULESET =
  "error: GH013: Repository rule violations found for refs/tags/x.\n\n- Cannot create ref due to creations being restricted.\n";

interface Setting {
  readonly registry: TestRegistry;
  readonly github: GithubStandIn;
  readonly head: string;
  readonly time: FakeTime;
  readonly push: (
    tags: readonly string[],
    batchSize?: number,
    deadline?: number | null,
  ) => Promise<{ readonly results: ReadonlyMap<string, Result>; readonly pushed: readonly string[] }>;
}

async function start(token: "write" | "readOnly" = "write"): Promise<Setting> {
  const registry = createRegistry();
  registry.commit("first");
  const head = registry.commit("second");
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  setOrigin(registry, github);
  const git = openGitWithToken(registry.dir, { ...github, tokens: { ...github.tokens, write: github.tokens[token] } });
  const time = createFakeTime();
  const push: Setting["push"] = async (tags, batchSize = 1000, deadline = null) => {
    const actions = tags.map((tag) => createTag(tag, head));
    const objects = await writeTagObjects(git, actions, TAGGER, null);
    const pushed: string[] = [];
    const results = await pushInBatches({
      git,
      remote: "origin",
      tags: actions.map((action, index) => ({ action, object: objects[index] ?? "" })),
      batchSize,
      time,
      deadline,
      onPushed: (tag) => pushed.push(tag),
    });
    return { results, pushed };
  };
  return { registry, github, head, time, push };
}

function tagsOf({ registry, github }: Setting): readonly string[] {
  return registry
    .git("--git-dir", github.bareRepository, "tag")
    .split("\n")
    .filter((tag) => tag !== "");
}

/** How many tags each push asked for, in order. */
function pushes({ github }: Setting): readonly number[] {
  return github.requests.filter(({ write }) => write).map(({ body }) => (Array.isArray(body) ? body.length : 0));
}

function kinds(results: ReadonlyMap<string, Result>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of results.values()) {
    const name = result.kind === "failed" ? result.failure.code : result.kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test.each([
  [1000, [7]],
  [3, [3, 3, 1]],
  [1, [1, 1, 1, 1, 1, 1, 1]],
])("seven tags go out in batches of at most %i", async (batchSize, sizes) => {
  const setting = await start();
  const { results, pushed } = await setting.push(tagNames(7), batchSize);
  expect(pushes(setting)).toEqual(sizes);
  expect(kinds(results)).toEqual({ done: 7 });
  expect(pushed).toEqual(tagNames(7));
  expect(tagsOf(setting)).toEqual(tagNames(7).toSorted());
});

test("long names make smaller batches, so that the arguments fit", async () => {
  const setting = await start();
  const tags = Array.from({ length: 300 }, (_, number) => `${"long-".repeat(40)}v1.${number}.0`);
  const { results } = await setting.push(tags);
  expect(kinds(results)).toEqual({ done: 300 });
  expect(pushes(setting).length).toBe(2);
});

describe("a refusal", () => {
  test("of a whole push is narrowed down until the culprit stands alone", async () => {
    const setting = await start();
    setting.github.refuseRefs([{ hook: "pre-receive", refs: ["refs/tags/a-v1.5.0"], text: RULESET }]);
    const { results, pushed } = await setting.push(tagNames(16));
    expect(results.get("a-v1.5.0")).toMatchObject({
      kind: "failed",
      failure: { code: "push-ruleset", serverWords: textWith("creations being restricted") },
    });
    expect(kinds(results)).toEqual({ done: 15, "push-ruleset": 1 });
    expect(tagsOf(setting)).toHaveLength(15);
    expect(pushed.toSorted()).toEqual(tagNames(16).toSorted());
    expect(pushes(setting).length).toBeLessThanOrEqual(1 + 2 * 4);
  });

  test("of one ref leaves the others, with no further push", async () => {
    const setting = await start();
    setting.github.refuseRefs([{ hook: "update", refs: ["refs/tags/a-v1.5.0"], text: "not this one" }]);
    const { results } = await setting.push(tagNames(16));
    expect(kinds(results)).toEqual({ done: 15, "push-refused": 1 });
    expect(pushes(setting)).toEqual([16]);
  });

  test("of everything is asked for only a few times, and every tag is told why", async () => {
    const setting = await start();
    setting.github.refuseRefs([{ hook: "pre-receive", refs: ["refs/tags/*"], text: RULESET }]);
    const { results, pushed } = await setting.push(tagNames(200), 10);
    expect(kinds(results)).toEqual({ "push-ruleset": 200 });
    expect(pushed).toHaveLength(200);
    expect(pushes(setting).length).toBeLessThanOrEqual(15);
  });

  test("of the credential is asked for once", async () => {
    const setting = await start("readOnly");
    const { results } = await setting.push(tagNames(10), 3);
    expect(kinds(results)).toEqual({ "push-denied": 10 });
    expect(setting.github.requests).toHaveLength(1);
  });
});

describe("a tag that another run makes in between", () => {
  async function racing(
    position: "HEAD" | "HEAD~1",
  ): Promise<{ readonly setting: Setting; readonly results: ReadonlyMap<string, Result>; readonly other: string }> {
    const setting = await start();
    const { registry, github } = setting;
    registry.tag("theirs", position, { message: "theirs" });
    const other = registry.git("rev-parse", "refs/tags/theirs");
    registry.git("push", "--quiet", github.bareRepository, "refs/tags/theirs");
    github.fail(
      { kind: "git", path: /git-receive-pack$/ },
      {
        run: () => {
          registry.git("--git-dir", github.bareRepository, "update-ref", "refs/tags/a-v1.1.0", other);
        },
      },
    );
    const { results } = await setting.push(tagNames(3));
    return { setting, results, other };
  }

  test("on the same commit is right already", async () => {
    const { setting, results, other } = await racing("HEAD");
    expect(kinds(results)).toEqual({ done: 2, "already-right": 1 });
    expect(results.get("a-v1.1.0")).toEqual({ kind: "already-right", url: null });
    expect(setting.registry.git("--git-dir", setting.github.bareRepository, "rev-parse", "a-v1.1.0")).toBe(other);
  });

  test("on another commit is told with both commits, and not moved", async () => {
    const { setting, results, other } = await racing("HEAD~1");
    expect(kinds(results)).toEqual({ done: 2, "tag-elsewhere": 1 });
    const result = results.get("a-v1.1.0");
    const message = result?.kind === "failed" ? result.failure.message : "";
    expect(message).toContain(setting.head);
    expect(message).toContain(setting.registry.git("rev-parse", "HEAD~1"));
    expect(setting.registry.git("--git-dir", setting.github.bareRepository, "rev-parse", "a-v1.1.0")).toBe(other);
  });
});

test("the very same tags pushed again are right already", async () => {
  const setting = await start();
  await setting.push(tagNames(3));
  expect(kinds((await setting.push(tagNames(4))).results)).toEqual({ "already-right": 3, done: 1 });
});

describe("the deadline", () => {
  test("lets no further batch begin, and the tags of those are not tried", async () => {
    const setting = await start();
    const end = setting.time.now() + 60_000;
    setting.github.fail(
      { kind: "git", path: /git-receive-pack$/ },
      {
        skip: 1,
        run: () => {
          setting.time.pass(60);
        },
      },
    );
    const { results, pushed } = await setting.push(tagNames(7), 3, end);
    expect(tagNames(7).map((tag) => results.get(tag)?.kind)).toEqual([...Array.from({ length: 6 }, () => "done"), "not-tried"]);
    expect(pushed).toEqual(tagNames(7));
    expect(pushes(setting)).toEqual([3, 3]);
    expect(kinds((await setting.push(tagNames(7))).results)).toEqual({ "already-right": 6, done: 1 });
  });

  test("is not waited beyond before a failed push is repeated", async () => {
    const setting = await start();
    setting.github.fail({ kind: "git", path: /git-receive-pack$/ }, { answer: { status: 502, body: "" } });
    const { results } = await setting.push(tagNames(2), 3, setting.time.now() + 500);
    expect(kinds(results)).toEqual({ "push-failed": 2 });
    expect(setting.time.waits).toEqual([]);
  });
});

describe("a server that fails", () => {
  test("in passing is asked again", async () => {
    const setting = await start();
    setting.github.fail({ kind: "git", path: /git-receive-pack$/ }, { times: 2, answer: { status: 502, body: "" } });
    expect(kinds((await setting.push(tagNames(3))).results)).toEqual({ done: 3 });
  });

  test("after the work was done has the tags, and they count as there", async () => {
    const setting = await start();
    setting.github.fail({ kind: "git", path: /git-receive-pack$/ }, { when: "after", answer: { status: 502, body: "" } });
    expect(kinds((await setting.push(tagNames(3))).results)).toEqual({ "already-right": 3 });
  });

  test("and stays down is asked only a few times, however many batches there are", async () => {
    const setting = await start();
    setting.github.fail({ kind: "git" }, { times: 1000, answer: { status: 503, body: "" } });
    const { results } = await setting.push(tagNames(60), 3);
    expect(kinds(results)).toEqual({ "push-failed": 60 });
    expect(setting.github.requests.length).toBeLessThanOrEqual(15);
  });
});
