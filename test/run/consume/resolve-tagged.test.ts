import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderTagMessage } from "../../../src/plan/tag-message.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";
import { serve } from "./serve.ts";

function digestOf(text: string): string {
  return `sha256:${hash("sha256", text)}`;
}

/** An annotated tag as flow-tagbot makes it. */
function release(registry: TestRegistry, path: string, tag: string, digests: { digest: string; contentDigest?: string }): void {
  const [, flow = "", version = ""] = /([^/]+)\/([^/]+)\.yml$/.exec(path) ?? [];
  const { digest, contentDigest = digest } = digests;
  registry.tag(tag, "HEAD", { message: renderTagMessage({ flow, version, path }, { digest, contentDigest }) });
}

describe("two roots with the same flow", () => {
  function twoRoots(isAnnotated: boolean): string {
    const registry = createRegistry();
    registry.write(".github/flow-tagbot.yml", "roots:\n  - { path: dev, tag: 'dev-{flow}-v{version}' }\n  - path: prod\n");
    registry.write("dev/a/1.0.0.yml", "name: dev\n");
    registry.write("prod/a/1.0.0.yml", "name: prod\n");
    registry.write("prod/b/1.0.0.yml", "name: b\n");
    registry.commit("one");
    for (const [path, tag, text] of [
      ["dev/a/1.0.0.yml", "dev-a-v1.0.0", "name: dev\n"],
      ["prod/a/1.0.0.yml", "a-v1.0.0", "name: prod\n"],
    ] as const) {
      if (isAnnotated) release(registry, path, tag, { digest: digestOf(text) });
      else registry.tag(tag);
    }
    return serve(registry);
  }

  test.each([true, false])("need a root, or the tag itself (annotated: %j)", async (isAnnotated) => {
    const consumer = await openConsumer({ team: twoRoots(isAnnotated) });
    for (const text of ["a", "a#1.0.0", "a#main"]) {
      const error: unknown = await consumer.resolve(text).catch((reason: unknown) => reason);
      expect(error, text).toMatchObject({ code: "flow-ambiguous" });
      expect(JSON.stringify(error instanceof Error && "problems" in error ? error.problems : null)).toMatch(/--root dev.*--root prod/);
    }
    const found = [
      await consumer.resolve("a#1.0.0", { root: "dev" }),
      await consumer.resolve("a", { root: "./prod/" }),
      await consumer.resolve("a#dev-a-v1.0.0"),
      await consumer.resolve("a#refs/tags/a-v1.0.0"),
      await consumer.resolve("a#main", { root: "dev" }),
      await consumer.resolve("b"),
    ];
    expect(found.map(({ path, tag, root }) => [path, tag, root])).toEqual([
      ["dev/a/1.0.0.yml", "dev-a-v1.0.0", "dev"],
      ["prod/a/1.0.0.yml", "a-v1.0.0", "prod"],
      ["dev/a/1.0.0.yml", "dev-a-v1.0.0", "dev"],
      ["prod/a/1.0.0.yml", "a-v1.0.0", "prod"],
      ["dev/a/1.0.0.yml", null, "dev"],
      ["prod/b/1.0.0.yml", null, "prod"],
    ]);
    // A tag that was named says nothing of the number.
    await expect(consumer.resolve("a#1.0.0")).rejects.toMatchObject({ code: "flow-ambiguous" });
  });

  test("the root can stand in the list of registries", async () => {
    const consumer = await openConsumer({ team: { source: twoRoots(true), root: "dev" } });
    expect(await consumer.resolve("a")).toMatchObject({ path: "dev/a/1.0.0.yml", root: "dev" });
  });
});

describe("what a tag's commit holds", () => {
  test.each([
    [
      "a link",
      (registry: TestRegistry) => {
        registry.link("flows/a/1.0.0.yml", "../../../etc/passwd");
      },
    ],
    [
      "nothing",
      (registry: TestRegistry) => {
        registry.write("flows/a/2.0.0.yml", "a: 1\n");
      },
    ],
  ])("%s is no version file", async (_, make) => {
    const registry = createRegistry();
    make(registry);
    registry.commit("one");
    registry.tag("a-v1.0.0");
    const consumer = await openConsumer({ team: serve(registry) });
    await expect(consumer.resolve("a#1.0.0")).rejects.toMatchObject({ code: "version-file-missing" });
  });

  test("two files that are the version are not chosen between", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
    registry.write("flows/a/1.0.0.yaml", "a: 2\n");
    registry.commit("one");
    registry.tag("a-v1.0.0");
    const consumer = await openConsumer({ team: serve(registry) });
    await expect(consumer.resolve("a#1.0.0")).rejects.toMatchObject({ code: "flow-ambiguous" });
  });

  test("a version whose file is gone from the branch, or whose flow is, is still there", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
    registry.write("flows/gone/1.0.0.yml", "g: 1\n");
    const commit = registry.commit("one");
    registry.tag("a-v1.0.0");
    registry.tag("gone-v1.0.0");
    registry.remove("flows/a/1.0.0.yml");
    registry.remove("flows/gone");
    registry.write("flows/a/1.1.0.yml", "a: 2\n");
    registry.commit("two");
    const consumer = await openConsumer({ team: serve(registry) });
    for (const text of ["a", "a#1.0.0", "gone", "gone#1.0.0"])
      expect(await consumer.resolve(text), text).toMatchObject({ version: "1.0.0", commit });
  });

  test("a path that would leave the cache is refused, and nothing is written", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "prompt: con.txt\n");
    registry.write("flows/a/con.txt", "device\n");
    registry.commit("one");
    registry.tag("a-v1.0.0");
    const consumer = await openConsumer({ team: serve(registry) });
    await expect(consumer.resolve("a#1.0.0")).rejects.toMatchObject({ code: "registry-unsafe" });
    await expect(consumer.resolve("a#1.0.0", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
  });
});
