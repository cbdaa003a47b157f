import { expect, test } from "vitest";
import { openRepository } from "../../src/git/open-repository.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { RegistryIndex } from "../../src/plan/index-schema.ts";
import { parseIndex } from "../../src/plan/parse-index.ts";
import { publishIndex, type IndexPublication } from "../../src/run/publish-index.ts";
import { openGit } from "../git/open-git.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { TAGGER } from "./open.ts";

async function publish({ dir }: TestRegistry, index: RegistryIndex, part: Partial<IndexPublication> = {}): Promise<readonly Problem[]> {
  const repository = await openRepository(openGit(dir));
  return publishIndex({
    repository,
    index,
    branch: "flow-index",
    date: 0,
    tagger: TAGGER,
    time: createFakeTime(),
    deadline: null,
    ...part,
  });
}

function indexAt(head: string, flow: string): RegistryIndex {
  return { schema: 1, branch: "main", head, flows: [{ flow, folder: flow, latest: null, versions: [] }] };
}

interface Sample {
  readonly registry: TestRegistry;
  readonly heads: readonly [string, string];
  readonly present: () => RegistryIndex;
}

function sample(): Sample {
  const registry = createRegistry();
  const first = registry.commit("first");
  const remote = registry.addBareRemote();
  const second = registry.commit("second");
  registry.push();
  return {
    registry,
    heads: [first, second],
    present: () => parseIndex(registry.git("--git-dir", remote, "show", "flow-index:index.json")),
  };
}

test("an index replaces that of an earlier head, with a message that says what it is of", async () => {
  const { registry, heads, present } = sample();
  expect(await publish(registry, indexAt(heads[0], "a"))).toEqual([]);
  expect(await publish(registry, indexAt(heads[1], "b"))).toEqual([]);
  expect(present()).toEqual(indexAt(heads[1], "b"));
  expect(registry.git("log", "--format=%B", "origin/flow-index").trim()).toContain(`Index of main at ${heads[1]}`);
});

test("an index that differs in nothing but its head is not published", async () => {
  const { registry, heads, present } = sample();
  await publish(registry, indexAt(heads[0], "a"));
  expect(await publish(registry, indexAt(heads[1], "a"))).toEqual([]);
  expect(present()).toEqual(indexAt(heads[0], "a"));
});

test("the index of a later head stays, also where this clone does not know that head", async () => {
  const { registry, heads, present } = sample();
  const clone = registry.clone();
  const third = registry.commit("third");
  registry.push();
  await publish(registry, indexAt(third, "new"));
  expect(await publish(clone, indexAt(heads[1], "old"))).toEqual([]);
  expect(present()).toEqual(indexAt(third, "new"));
});

test("the index of a head that the branch does not have any more is replaced", async () => {
  const { registry, heads, present } = sample();
  await publish(registry, indexAt("b".repeat(40), "gone"));
  expect(await publish(registry, indexAt(heads[0], "a"))).toEqual([]);
  expect(present()).toEqual(indexAt(heads[0], "a"));
});

test("a file that is no index is not touched", async () => {
  const { registry, heads } = sample();
  registry.branch("flow-index");
  registry.write("index.json", '{ "pages": [] }');
  registry.commit("Not ours");
  registry.push();
  const problems = await publish(registry, indexAt(heads[0], "a"));
  expect(problems).toMatchObject([{ code: "index-not-published", severity: "error" }]);
  expect(problems[0]?.fix).toContain("docs/index.md");
});

test("when the time is over nothing is published, and the next run will do it", async () => {
  const { registry, heads } = sample();
  const problems = await publish(registry, indexAt(heads[0], "a"), { deadline: 0 });
  expect(problems).toMatchObject([{ code: "index-not-published", severity: "warning" }]);
  expect(registry.git("ls-remote", "origin", "refs/heads/flow-index")).toBe("");
});
