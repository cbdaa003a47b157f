import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { emptyPlan, planRelease, release } from "../../src/run/release.ts";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { openGithubRequest, pushesOf } from "./open-github-request.ts";
import { APPLY_OPTIONS, codesOf, openRequest } from "./open.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  for (const version of ["1.0.0", "1.1.0", "2.0.0"]) {
    registry.write(`flows/chat/${version}.yml`, `version: ${version}\n`);
    registry.commit(`Add ${version}`);
  }
  return registry;
}

test("what is planned is done, and then nothing is planned", async () => {
  const registry = sample();
  const planned = await planRelease(await openRequest(registry.dir));
  const { plan, outcomes } = await release(await openRequest(registry.dir), APPLY_OPTIONS);
  expect(plan).toEqual(planned);
  expect(outcomes.map(({ action }) => action)).toEqual(planned.actions);
  expect(new Set(outcomes.map(({ result }) => result.kind))).toEqual(new Set(["done"]));
  expect((await planRelease(await openRequest(registry.dir))).actions).toEqual([]);
});

test("a plan is the same however often and by whomever it is made", async () => {
  const registry = sample();
  registry.addBareRemote();
  const [own, again, clone] = await Promise.all(
    [registry.dir, registry.dir, registry.clone({ depth: 1 }).dir].map(async (dir) => planRelease(await openRequest(dir))),
  );
  expect(again).toEqual(own);
  expect(clone).toEqual(own);
});

test("a template that fails on any version leaves everything as it was", async () => {
  const registry = sample();
  const request = await openRequest(registry.dir, { template: "{% if version == '2.0.0' %}{{ flow | nothing }}{% endif %}\n" });
  expect(await codesOf(release(request, APPLY_OPTIONS))).toEqual(["template-invalid"]);
  expect(registry.git("tag")).toBe("");
});

test("an earlier plan is carried out in part, or not at all once the branch has moved", async () => {
  const registry = sample();
  const earlier = await planRelease({
    ...(await openRequest(registry.dir)),
    selection: { flows: [], version: "1.0.0", since: null, limit: null },
  });
  const { outcomes } = await release(await openRequest(registry.dir), { ...APPLY_OPTIONS, earlierPlan: earlier });
  expect(outcomes.map(({ action }) => action.tag)).toEqual(["chat-v1.0.0", "chat-v1.0.0"]);
  registry.commit("Move on");
  expect(await codesOf(release(await openRequest(registry.dir), { ...APPLY_OPTIONS, earlierPlan: earlier }))).toEqual(["plan-outdated"]);
});

test("an empty repository has the empty plan", async () => {
  const request = await openRequest(createRegistry().dir);
  expect(await planRelease(request)).toEqual(emptyPlan(DEFAULT_CONFIG));
  expect(await release(request, APPLY_OPTIONS)).toEqual({
    plan: emptyPlan(DEFAULT_CONFIG),
    outcomes: [],
    notes: new Map(),
    pulls: new Map(),
    whole: true,
    complete: true,
    snapshot: null,
  });
});

describe("what is known to be refused", () => {
  test("is not tried, and a person gets its very actions and notes", async () => {
    const registry = sample();
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    const request = await openGithubRequest(registry, github, "workflow-token", github.tokens.readOnly);
    const { plan, outcomes, notes } = await release(request, APPLY_OPTIONS);
    expect(outcomes).toEqual([]);
    expect([pushesOf(github), github.releases.length]).toEqual([0, 0]);
    expect(plan.manual.map(({ tag }) => tag)).toEqual(
      ["1.0.0", "1.1.0", "2.0.0"].flatMap((version) => [`chat-v${version}`, `chat-v${version}`]),
    );
    expect([...notes.keys()]).toEqual(["chat-v1.0.0", "chat-v1.1.0", "chat-v2.0.0"]);
    // With the right token the same would have been done.
    const planned = await planRelease(await openGithubRequest(registry, github));
    expect(new Set(plan.manual)).toEqual(new Set(planned.actions));
  });

  test("keeps nothing else from being done", async () => {
    const registry = sample();
    registry.write("flows/chat/3.0.0.yml", "a: 1\na: 2\n");
    registry.commit("Add a broken one");
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    const { plan, outcomes } = await release(await openGithubRequest(registry, github), APPLY_OPTIONS);
    expect(plan.versions.map(({ version, state }) => `${version} ${state}`)).toEqual([
      "1.0.0 pending",
      "1.1.0 pending",
      "2.0.0 pending",
      "3.0.0 blocked",
    ]);
    expect(outcomes.map(({ result }) => result.kind)).toEqual(Array.from({ length: 6 }, () => "done"));
    expect(github.releases.map(({ tagName }) => tagName).toSorted()).toEqual(["chat-v1.0.0", "chat-v1.1.0", "chat-v2.0.0"]);
    const again = await release(await openGithubRequest(registry, github), APPLY_OPTIONS);
    expect([again.outcomes, again.plan.problems.map(({ code }) => code)]).toEqual([[], ["version-yaml-invalid"]]);
  });

  test("makes a plan of an earlier time outdated", async () => {
    const registry = sample();
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    const earlierPlan = await planRelease(await openGithubRequest(registry, github));
    const request = await openGithubRequest(registry, github, "workflow-token", github.tokens.readOnly);
    expect(await codesOf(release(request, { ...APPLY_OPTIONS, earlierPlan }))).toEqual(["plan-outdated"]);
  });
});

test("notes end in a line feed, and a release gets them and its files", async () => {
  const registry = sample();
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  const request = await openGithubRequest(registry, github);
  const { notes } = await release({ ...request, config: { ...request.config, assets: true } }, APPLY_OPTIONS);
  for (const body of notes.values()) expect(body).toMatch(/\S\n$/);
  const first = github.releases.find(({ tagName }) => tagName === "chat-v1.0.0");
  expect(first?.body).toBe(notes.get("chat-v1.0.0"));
  expect(first?.assets?.map(({ name, content }) => [name, content.toString()])).toEqual([
    ["flow.yml", "version: 1.0.0\n"],
    ["SHA256SUMS", `${createHash("sha256").update("version: 1.0.0\n").digest("hex")}  flow.yml\n`],
  ]);
});

test("a budget of releases leaves the others to the next run", async () => {
  const registry = sample();
  const first = await release(await openRequest(registry.dir), { ...APPLY_OPTIONS, maxReleases: 1 });
  expect(first.outcomes.map(({ action, result }) => `${action.type} ${result.kind}`)).toEqual([
    "create-tag done",
    "create-tag done",
    "create-tag done",
    "create-release done",
    "create-release not-tried",
    "create-release not-tried",
  ]);
  const second = await release(await openRequest(registry.dir), APPLY_OPTIONS);
  expect(second.outcomes.map(({ action, result }) => `${action.tag} ${result.kind}`)).toEqual(["chat-v1.1.0 done", "chat-v2.0.0 done"]);
});
