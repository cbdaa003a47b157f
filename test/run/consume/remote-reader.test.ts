import { expect, test } from "vitest";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { createRemoteReader } from "../../../src/run/consume/remote-reader.ts";
import type { RegistryReader } from "../../../src/run/consume/registry-reader.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer, type Consumer } from "./consumer.ts";

function readerOf({ context }: Consumer): RegistryReader {
  return createRemoteReader(context, findSource(context, { kind: "default" }, null), DEFAULT_RESOLVE);
}

function served(): TestRegistry {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\n");
  registry.write("flows/a/1.0.0.yml", "a: 1\n");
  registry.write("more/b/1.0.0.yml", "b: 1\n");
  registry.commit("one");
  return registry;
}

test("what the newest commit says is remembered by that commit, for each root", async () => {
  const registry = served();
  const consumer = await openConsumer({ team: registry.dir });
  const reader = readerOf(consumer);
  expect((await reader.readFlows()).map(({ flow }) => flow)).toEqual(["a"]);
  expect((await reader.readOverview("more")).flows.map(({ flow }) => flow)).toEqual(["b"]);
  expect(await reader.readHead()).toMatchObject({ problem: null, settings: { roots: [{ path: "flows" }] } });
  expect((await reader.readTree(registry.head())).map(({ path }) => path)).toContain("more/b/1.0.0.yml");
  expect(consumer.asked).toEqual(["refs", "commits 1", "contents 1"]);
  await reader.close();

  const later = await consumer.again();
  const second = readerOf(later);
  expect([await second.knowsHead(null), await second.knowsHead("less")]).toEqual([true, false]);
  expect(await second.readFlows()).toMatchObject([{ flow: "a" }]);
  expect((await second.readOverview("more")).flows).toMatchObject([{ flow: "b" }]);
  expect(later.asked).toEqual(["refs"]);
  await second.close();
});

test("a note that is not of this layout is as good as none", async () => {
  const registry = served();
  const consumer = await openConsumer({ team: registry.dir });
  const { id, url } = findSource(consumer.context, { kind: "default" }, null);
  await consumer.context.cache.writeNote({ id, url }, registry.head(), "view-1", '{"files":"all"}');
  const reader = readerOf(consumer);
  expect(await reader.readFlows()).toMatchObject([{ flow: "a" }]);
  await reader.close();
});

test("a registry without any commit offers nothing", async () => {
  const consumer = await openConsumer({ team: createRegistry().dir });
  const reader = readerOf(consumer);
  expect(await reader.readFlows()).toEqual([]);
  await reader.close();
});
