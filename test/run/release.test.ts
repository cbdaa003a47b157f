import { expect, test } from "vitest";
import { emptyPlan, planRelease, release, type ApplyOptions } from "../../src/run/release.ts";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { codesOf, openRequest, TAGGER } from "./open.ts";

const OPTIONS: ApplyOptions = { tagger: TAGGER, tagsPerPush: 3, secondMs: 1, earlierPlan: null };

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
  const { plan, outcomes } = await release(await openRequest(registry.dir), OPTIONS);
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
  expect(await codesOf(release(request, OPTIONS))).toEqual(["template-invalid"]);
  expect(registry.git("tag")).toBe("");
});

test("an earlier plan is carried out in part, or not at all once the branch has moved", async () => {
  const registry = sample();
  const earlier = await planRelease({
    ...(await openRequest(registry.dir)),
    selection: { flows: [], version: "1.0.0", since: null, limit: null },
  });
  const { outcomes } = await release(await openRequest(registry.dir), { ...OPTIONS, earlierPlan: earlier });
  expect(outcomes.map(({ action }) => action.tag)).toEqual(["chat-v1.0.0", "chat-v1.0.0"]);
  registry.commit("Move on");
  expect(await codesOf(release(await openRequest(registry.dir), { ...OPTIONS, earlierPlan: earlier }))).toEqual(["plan-outdated"]);
});

test("an empty repository has the empty plan", async () => {
  const request = await openRequest(createRegistry().dir);
  expect(await planRelease(request)).toEqual(emptyPlan(DEFAULT_CONFIG));
  expect(await release(request, OPTIONS)).toEqual({ plan: emptyPlan(DEFAULT_CONFIG), outcomes: [] });
});
