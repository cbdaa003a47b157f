import { expect, test } from "vitest";
import { createRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";

test("a commit is read by its own configuration and its own index, whatever the branch says now", async () => {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: old }]\nyanked: [{ flow: chat/a, version: 1.0.0, reason: Leaks }]\n");
  registry.write("old/chat/a/1.0.0.yml", "a: 1\n");
  registry.write("new/a/2.0.0.yml", "a: 2\n");
  const first = registry.commit("one");
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: new }]\n");
  const second = registry.commit("two");
  registry.tag("annotated", first, { message: "release\n\nFlow-Path: new/a/2.0.0.yml\n" });
  const consumer = await openConsumer({ team: registry.dir });
  expect(await consumer.resolve(`chat/a#${first}`)).toMatchObject({ version: "1.0.0", root: "old", yanked: { reason: "Leaks" } });
  expect(await consumer.resolve(`a#${second}`)).toMatchObject({ version: "2.0.0", root: "new", yanked: null });
  expect(await consumer.resolve("a#annotated")).toMatchObject({
    version: "2.0.0",
    commit: first,
    tag: "annotated",
    path: "new/a/2.0.0.yml",
  });
  await expect(consumer.resolve(`a#${first}`)).rejects.toMatchObject({ code: "flow-unknown" });
  await expect(consumer.resolve(`chat/a#${second}`)).rejects.toMatchObject({ code: "flow-unknown" });
});

test("a branch is asked for anew each time, and its answer says which commit it was", async () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a: 1\n");
  const first = registry.commit("one");
  const consumer = await openConsumer({ team: registry.dir });
  expect(await consumer.resolve("a#main")).toMatchObject({ commit: first, why: expect.stringContaining("the branch main") as unknown });
  registry.write("a/1.1.0.yml", "a: 2\n");
  const second = registry.commit("two");
  const later = await consumer.again();
  expect(await later.resolve("a#main")).toMatchObject({ commit: second, version: "1.1.0" });
  const pinned = await later.resolve(`a#${first}`);
  expect(pinned).toMatchObject({ version: "1.0.0", cached: true });
  expect(pinned.why).toContain(`the commit ${first.slice(0, 12)}`);
});
