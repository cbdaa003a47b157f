import { describe, expect, test } from "vitest";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { createLocalForge } from "../../src/forge/local/local.ts";
import type { Forge } from "../../src/forge/port.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import type { Git } from "../../src/git/git.ts";
import type { Signer } from "../../src/git/signer.ts";
import { failure } from "../../src/model/failure.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Action, Plan } from "../../src/model/plan.ts";
import type { ProgressEvent } from "../../src/model/progress.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { openGit, openGitWithToken, setOrigin } from "../git/open-git.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry } from "../support/registry.ts";
import { createRelease, createTag, TAGGER, tagNames } from "./actions.ts";

function planOf(head: string, actions: readonly Action[]): Plan {
  return { schema: 1, branch: "main", head, versions: [], actions, manual: [], problems: [] };
}

async function apply(
  git: Git,
  plan: Plan,
  events: ProgressEvent[] = [],
  openForge: (gitDirectory: string) => Forge = createLocalForge,
  deadline: number | null = null,
  signer: Signer | null = null,
): Promise<readonly Outcome[]> {
  const repository = await openRepository(git);
  const notes = new Map(plan.actions.map(({ tag }) => [tag, `Notes of ${tag}`]));
  return applyPlan({
    repository,
    forge: openForge(repository.gitDirectory),
    plan,
    notes,
    edits: new Map(),
    renderDigest: (_, versions) => `Tells of ${versions.join(", ")}`,
    tagger: TAGGER,
    signer,
    tagsPerPush: 1000,
    assets: new Map(),
    maxReleases: null,
    time: createFakeTime(),
    deadline,
    onProgress: (event) => events.push(event),
  });
}

function interleaved(head: string, count: number): readonly Action[] {
  return tagNames(count).flatMap((tag) => [createTag(tag, head), createRelease(tag, head)]);
}

function kinds(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ action, result }) => `${action.type} ${action.tag} ${result.kind}`);
}

describe("a repository without a remote", () => {
  test("gets its tags and its releases, and a second time nothing is done again", async () => {
    const registry = createRegistry();
    const head = registry.commit("root");
    const events: ProgressEvent[] = [];
    const plan = planOf(head, interleaved(head, 2));
    expect(kinds(await apply(openGit(registry.dir), plan, events))).toEqual([
      "create-tag a-v1.0.0 done",
      "create-tag a-v1.1.0 done",
      "create-release a-v1.0.0 done",
      "create-release a-v1.1.0 done",
    ]);
    expect(registry.git("for-each-ref", "--format=%(refname) %(objecttype) %(*objectname)", "refs/tags").split("\n")).toEqual(
      tagNames(2).map((tag) => `refs/tags/${tag} tag ${head}`),
    );
    expect(events).toEqual([
      { phase: "push", done: 1, total: 2, item: "a-v1.0.0" },
      { phase: "push", done: 2, total: 2, item: "a-v1.1.0" },
      { phase: "release", done: 1, total: 2, item: "a-v1.0.0" },
      { phase: "release", done: 2, total: 2, item: "a-v1.1.0" },
    ]);
    expect((await apply(openGit(registry.dir), plan)).map(({ result }) => result.kind)).toEqual(
      Array.from({ length: 4 }, () => "already-right"),
    );
  });

  test("keeps a tag that is elsewhere, and gets no release on it", async () => {
    const registry = createRegistry();
    const first = registry.commit("first");
    registry.tag("a-v1.0.0", first);
    const head = registry.commit("second");
    const outcomes = await apply(openGit(registry.dir), planOf(head, interleaved(head, 2)));
    expect(outcomes[0]?.result).toMatchObject({ kind: "failed", failure: { code: "tag-elsewhere" } });
    expect(kinds(outcomes).slice(1)).toEqual([
      "create-tag a-v1.1.0 done",
      "create-release a-v1.0.0 not-tried",
      "create-release a-v1.1.0 done",
    ]);
    expect(registry.git("rev-parse", "a-v1.0.0")).toBe(first);
  });

  test("may be bare", async () => {
    const registry = createRegistry();
    const head = registry.commit("root");
    const bare = registry.clone({ bare: true });
    bare.git("remote", "remove", "origin");
    expect(kinds(await apply(openGit(bare.dir), planOf(head, interleaved(head, 1))))).toEqual([
      "create-tag a-v1.0.0 done",
      "create-release a-v1.0.0 done",
    ]);
    expect(bare.git("rev-parse", "a-v1.0.0^{}")).toBe(head);
  });
});

test("on GitHub every tag is there before the first release is asked for", async () => {
  const registry = createRegistry();
  const head = registry.commit("root");
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  setOrigin(registry, github);
  const outcomes = await apply(openGitWithToken(registry.dir, github), planOf(head, interleaved(head, 3)), [], () => openGithub(github));
  expect(outcomes.map(({ result }) => result.kind)).toEqual(Array.from({ length: 6 }, () => "done"));
  const writes = github.requests.filter(({ write }) => write).map(({ kind }) => kind);
  expect(writes).toEqual(["git", "api", "api", "api"]);
  expect(
    registry
      .git("ls-remote", "--tags", github.bareRepository, "refs/tags/*")
      .split("\n")
      .filter((line) => line.endsWith("^{}")),
  ).toEqual(tagNames(3).map((tag) => `${head}\trefs/tags/${tag}^{}`));
});

test("after the deadline nothing is made, and every action is told as not tried", async () => {
  const registry = createRegistry();
  const head = registry.commit("root");
  const outcomes = await apply(openGit(registry.dir), planOf(head, interleaved(head, 2)), [], createLocalForge, createFakeTime().now());
  expect(outcomes.map(({ result }) => result.kind)).toEqual(Array.from({ length: 4 }, () => "not-tried"));
  expect(registry.git("tag")).toBe("");
});

test("a plan without actions starts nothing", async () => {
  const registry = createRegistry();
  const head = registry.commit("root");
  let started = 0;
  const git = openGit(registry.dir, {}, () => {
    started += 1;
  });
  expect(await apply(git, planOf(head, []))).toEqual([]);
  // The two that open the repository.
  expect(started).toBe(2);
});

test("tags that cannot be signed are not pushed, each with the reason, and get no release", async () => {
  const registry = createRegistry();
  const head = registry.commit("root");
  const signer: Signer = {
    format: "ssh",
    tagger: TAGGER,
    sign: () => Promise.reject(failure("signing-failed", "The key made no signature.", "Look at the key.")),
    environment: (environment) => environment,
  };
  const outcomes = await apply(openGit(registry.dir), planOf(head, interleaved(head, 2)), [], createLocalForge, null, signer);
  const failed = { code: "signing-failed", message: "The key made no signature.", serverWords: null, fix: "Look at the key." };
  expect(outcomes.slice(0, 2).map(({ result }) => result)).toEqual(Array.from({ length: 2 }, () => ({ kind: "failed", failure: failed })));
  expect(kinds(outcomes).slice(2)).toEqual(["create-release a-v1.0.0 not-tried", "create-release a-v1.1.0 not-tried"]);
  expect(registry.git("tag")).toBe("");
});
