import { expect, test } from "vitest";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { closeRegistries, openRegistry } from "../../../src/run/consume/open-registry.ts";
import { createRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";

test("one context has one reader for a registry, until its registries are closed", async () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a: 1\n");
  registry.commit("one");
  const { context, asked } = await openConsumer({ team: registry.dir });
  const source = findSource(context, { kind: "default" }, null);
  const reader = openRegistry(context, source, DEFAULT_RESOLVE);
  expect(openRegistry(context, findSource(context, { kind: "name", name: "team" }, null), DEFAULT_RESOLVE)).toBe(reader);
  expect(openRegistry(context, { ...source, root: "a" }, DEFAULT_RESOLVE)).not.toBe(reader);
  expect(openRegistry(context, source, { ...DEFAULT_RESOLVE, offline: true })).not.toBe(reader);
  await Promise.all([reader.readFlows(), reader.readFlows(), reader.readRefs()]);
  expect(asked).toEqual(["refs", "commits 1"]);
  await closeRegistries(context);
  expect(openRegistry(context, source, DEFAULT_RESOLVE)).not.toBe(reader);
});
