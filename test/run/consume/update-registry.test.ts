import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openConsumer } from "../../../src/entry/open-consumer.ts";
import { createTime } from "../../../src/entry/time.ts";
import { failure } from "../../../src/model/failure.ts";
import { toEntrySource } from "../../../src/resolve/registry-source.ts";
import type { ConsumerContext } from "../../../src/run/consume/context.ts";
import { updateRegistry } from "../../../src/run/consume/update-registry.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { createRegistry, flowYaml } from "../../support/registry.ts";

async function contextIn(dir: string): Promise<ConsumerContext> {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-update-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return openConsumer({
    environment: isolatedEnvironment(dir),
    directory: dir,
    cacheFolder: folder,
    registriesFile: join(folder, "none.yml"),
    time: createTime(),
    onNotice: () => undefined,
    onSecret: () => undefined,
  });
}

test("refs are known only when the newest commit was read too", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", flowYaml({ name: "a" }));
  registry.commit("Add a");
  const context = await contextIn(registry.dir);
  const source = toEntrySource({ name: "team", type: "git", source: registry.dir, root: null }, context.serverUrl);
  const cut: ConsumerContext = {
    ...context,
    openTransport: async (asked) => ({
      ...(await context.openTransport(asked)),
      readCommits: () => Promise.reject(failure("git-network", "The line is cut.", "")),
    }),
  };
  await expect(updateRegistry(cut, source)).rejects.toThrow("The line is cut.");
  expect(await context.cache.readRefs(source)).toBeNull();

  expect(await updateRegistry(context, source)).toEqual({ branches: 1, tags: 0, flows: 1 });
  const before = await context.cache.readRefs(source);
  expect(before?.refs.branches.get("main")).toBe(registry.head());

  registry.write("flows/b/1.0.0.yml", flowYaml({ name: "b" }));
  registry.commit("Add b");
  await expect(updateRegistry(cut, source)).rejects.toThrow("The line is cut.");
  expect(await context.cache.readRefs(source)).toEqual(before);
});

test("a registry whose own files cannot be read is not taken either", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", flowYaml({ name: "a" }));
  registry.write(".github/flow-tagbot.yml", "nonsense: true\n");
  registry.commit("Add a");
  const context = await contextIn(registry.dir);
  const source = toEntrySource({ name: "team", type: "git", source: registry.dir, root: null }, context.serverUrl);
  await expect(updateRegistry(context, source)).rejects.toMatchObject({ code: "registry-config-invalid" });
  expect(await context.cache.readRefs(source)).toBeNull();
});
