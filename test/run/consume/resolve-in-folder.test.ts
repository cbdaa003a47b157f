import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer, type Consumer } from "./consumer.ts";

async function inFolder(make: (registry: TestRegistry) => void): Promise<Consumer & { readonly registry: TestRegistry }> {
  const registry = createRegistry();
  make(registry);
  return { ...(await openConsumer({ team: { source: registry.dir, type: "path" } })), registry };
}

test("a folder gives its newest stable version as it lies on disk, without any commit, and each time anew", async () => {
  const consumer = await inFolder((registry) => {
    registry.write("flows/a/1.0.0.yml", "version: v1\nprompt: p.md\n");
    registry.write("flows/a/p.md", "hello\n");
    registry.write("flows/a/2.0.0-rc.1.yml", "a: 1\n");
    registry.chmod("flows/a/p.md", 0o755);
  });
  const { dir } = consumer.registry;
  expect(await consumer.resolve("a")).toMatchObject({
    flow: "a",
    version: "1.0.0",
    kind: "stable",
    tag: null,
    commit: null,
    path: "flows/a/1.0.0.yml",
    framework: "v1",
    folder: dir,
    file: join(dir, "flows/a/1.0.0.yml"),
    files: [
      { path: "flows/a/1.0.0.yml", executable: false },
      { path: "flows/a/p.md", size: 6, executable: true },
    ],
    registry: { name: "team", type: "path", url: dir },
    cached: false,
  });
  consumer.registry.write("flows/a/1.1.0.yml", "b: 1\n");
  const later = await openConsumer({ team: { source: dir, type: "path" } });
  expect(await later.resolve("a")).toMatchObject({ version: "1.1.0" });
});

test.each(["a#1.0.0", "a#main", "a#^1", "a#abcdef1"])("%s: a folder has nothing to choose from", async (text) => {
  const consumer = await inFolder((registry) => {
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
  });
  const error: unknown = await consumer.resolve(text).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ref-on-path" });
  const [, file = ""] = /`([^`]+1\.0\.0\.yml)`/.exec(JSON.stringify(error)) ?? [];
  expect(await consumer.resolve(file)).toMatchObject({ flow: "a", registry: null });
});

test("links in a folder lead nowhere", async () => {
  const outside = mkdtempSync(join(tmpdir(), "flow-tagbot-outside-"));
  onTestFinished(() => {
    rmSync(outside, { recursive: true });
  });
  const consumer = await inFolder((registry) => {
    registry.write("flows/a/1.0.0.yml", "prompt: p.md\nother: out/x.md\n");
    registry.link("flows/a/p.md", "/etc/passwd");
    registry.link("flows/a/out", outside);
    registry.link("flows/a/1.1.0.yml", "/etc/passwd");
  });
  expect(await consumer.resolve("a")).toMatchObject({ version: "1.0.0", files: [{ path: "flows/a/1.0.0.yml" }] });
});

test("a folder with an index.yaml, and one with a configuration, are read as registries are", async () => {
  const indexed = await inFolder((registry) => {
    registry.write("index.yaml", "workflows:\n  qa: { path: w/qa.yaml }\n");
    registry.write("w/qa.yaml", "a: 1\n");
    registry.write("w/p.md", "p\n");
  });
  expect(await indexed.resolve("qa")).toMatchObject({ version: null, files: [{ path: "w/qa.yaml" }, { path: "w/p.md" }] });
  const configured = await inFolder((registry) => {
    registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\nyanked: [{ flow: chat/a, version: 1.1.0, reason: Leaks }]\n");
    registry.write("flows/chat/a/1.0.0.yml", "a: 1\n");
    registry.write("flows/chat/a/1.1.0.yml", "a: 1\n");
  });
  expect(await configured.resolve("chat/a")).toMatchObject({ version: "1.0.0", root: "flows" });
});

test("a folder that is not there is said", async () => {
  const consumer = await openConsumer({ team: { source: join(tmpdir(), "flow-tagbot-no-such-folder"), type: "path" } });
  await expect(consumer.resolve("a")).rejects.toMatchObject({ code: "registry-source-invalid" });
});
