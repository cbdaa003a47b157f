import { describe, expect, test } from "vitest";
import { createObjectStore, type ObjectStore } from "../../../src/git/remote/object-store.ts";
import type { CommitWant } from "../../../src/resolve/transport.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openStage } from "./stage.ts";

async function storeOf(registry: TestRegistry, readAll: boolean, onProcess?: () => void, mostBytes = 100_000): Promise<ObjectStore> {
  const store = createObjectStore({ git: openStage(registry, onProcess), treeEntries: 1000, mostBytes, readAll });
  await store.refresh();
  return store;
}

function taggedWith(registry: TestRegistry, name: string, commit: string): CommitWant {
  return { commit, tag: { object: registry.git("rev-parse", `refs/tags/${name}`), commit, annotated: true } };
}

describe.each([true, false])("all read beforehand: %s", (readAll) => {
  test("a tag of a tag leads to its commit, and its own message is told", async () => {
    const registry = createRegistry();
    const commit = registry.commit("first");
    registry.tag("inner", commit, { message: "inner" });
    registry.tag("outer", "inner", { message: "outer\n\nsecond paragraph" });
    const other = registry.commit("second");
    const store = await storeOf(registry, readAll);
    expect(await store.view(taggedWith(registry, "outer", commit))).toEqual({
      commit,
      entries: [],
      tagMessage: "outer\n\nsecond paragraph\n",
    });
    expect(await store.view(taggedWith(registry, "outer", other))).toBeNull();
    expect([store.has(commit), store.has("1".repeat(40))]).toEqual([true, false]);
  });

  test("what is no commit has no view", async () => {
    const registry = createRegistry();
    registry.write("file", "x");
    registry.commit("first");
    const store = await storeOf(registry, readAll);
    for (const name of ["HEAD:file", "HEAD^{tree}"])
      expect(await store.view({ commit: registry.git("rev-parse", name), tag: null })).toBeNull();
  });

  test("folders that take more than may be read are too large", async () => {
    const registry = createRegistry();
    for (let index = 0; index < 50; index += 1) registry.write(`folder/${"x".repeat(100)}${index}`, "");
    const commit = registry.commit("first");
    const reading = storeOf(registry, readAll, undefined, 5000).then((store) => store.view({ commit, tag: null }));
    await expect(reading).rejects.toMatchObject({ code: "registry-too-large" });
  });
});

test("many commits take two processes, since folders that they share are read once", async () => {
  const registry = createRegistry();
  registry.write("shared/deep/er/file", "x");
  const commits = Array.from({ length: 5 }, (_, index) => {
    registry.write("file", String(index));
    return registry.commit(String(index));
  });
  let processes = 0;
  const store = await storeOf(registry, true, () => {
    processes += 1;
  });
  for (const commit of commits)
    expect((await store.view({ commit, tag: null }))?.entries.map(({ path }) => path)).toEqual(["file", "shared/deep/er/file"]);
  expect(processes).toBe(2);
});
