import { expect, test } from "vitest";
import { indexRegistry, type IndexReport } from "../../src/run/index-registry.ts";
import { release } from "../../src/run/release.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRequest, TAGGER } from "./open.ts";

async function run({ dir }: TestRegistry, published = true): Promise<IndexReport> {
  const request = await openRequest(dir, { "index-branch": "flow-index" });
  const time = createFakeTime();
  const report = await release(request, {
    tagger: TAGGER,
    signer: null,
    tagsPerPush: 10,
    maxReleases: null,
    time,
    deadline: null,
    earlierPlan: null,
  });
  const branch = request.branch === null ? null : { ...request.branch, published };
  return indexRegistry({ ...request, branch, report, tagger: TAGGER, time, deadline: null });
}

test("what is given back is what is published", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "name: a\n");
  registry.commit("Add a");
  const { index, problems } = await run(registry);
  expect(problems).toEqual([]);
  expect(JSON.parse(registry.git("show", "flow-index:index.json"))).toEqual(index);
  expect(index?.flows[0]?.versions[0]).toMatchObject({ tag: "a-v1.0.0", commit: registry.head() });
});

test("of a branch that nobody else has, nothing is published", async () => {
  const registry = createRegistry();
  registry.commit("root");
  expect(await run(registry, false)).toMatchObject({ index: { flows: [] }, problems: [] });
  expect(registry.git("for-each-ref", "refs/heads/flow-index")).toBe("");
});

test("a repository without any commit has no index", async () => {
  expect(await run(createRegistry())).toEqual({ index: null, problems: [] });
});
