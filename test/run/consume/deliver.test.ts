import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { renderTagMessage } from "../../../src/plan/tag-message.ts";
import { toContentDigest } from "../../../src/registry/content-digest.ts";
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

describe("digests", () => {
  const PATH = "flows/a/1.0.0.yml";
  const FLOW = "prompt: p.md\n";
  const WHOLE = toContentDigest({ path: PATH, digest: digestOf(FLOW) }, [{ path: "flows/a/p.md", digest: digestOf("hello\n") }]);

  function withTag(digests: { digest: string; contentDigest?: string }): string {
    const registry = createRegistry();
    registry.write(PATH, FLOW);
    registry.write("flows/a/p.md", "hello\n");
    registry.commit("one");
    release(registry, PATH, "a-v1.0.0", digests);
    return serve(registry);
  }

  test("those of the tag's message hold", async () => {
    const consumer = await openConsumer({ team: withTag({ digest: digestOf(FLOW), contentDigest: WHOLE }) });
    expect(await consumer.resolve("a#1.0.0")).toMatchObject({ digest: digestOf(FLOW), contentDigest: WHOLE });
  });

  test.each([
    ["of the file", { digest: digestOf("other") }],
    ["of what it uses", { digest: digestOf(FLOW), contentDigest: digestOf("other") }],
    ["that is no digest", { digest: "sha256:1" }],
  ])("another one %s stops it, unless it is accepted, which is asked about again", async (_, digests) => {
    const consumer = await openConsumer({ team: withTag(digests) });
    for (const text of ["a", "a#^1", "a#1.0.0", "a#a-v1.0.0"])
      await expect(consumer.resolve(text)).rejects.toMatchObject({ code: "digest-mismatch" });
    expect(await consumer.resolve("a#1.0.0", { allowDrift: true })).toMatchObject({ version: "1.0.0", digest: digestOf(FLOW) });
    expect(consumer.notices).toMatchObject([{ code: "digest-mismatch", severity: "warning" }]);
    await expect(consumer.resolve("a#1.0.0")).rejects.toMatchObject({ code: "digest-mismatch" });
  });

  test("a tag that moves to other bytes is a mismatch for whoever read it before, and one that moves to the same is not", async () => {
    const registry = createRegistry();
    registry.write(PATH, "name: one\n");
    registry.commit("one");
    registry.tag("a-v1.0.0");
    const bare = serve(registry);
    const consumer = await openConsumer({ team: bare });
    const first = await consumer.resolve("a#1.0.0");
    registry.write("README.md", "x");
    const same = registry.commit("same");
    registry.tag("a-v1.0.1");
    registry.git("tag", "--force", "a-v1.0.0");
    registry.write("flows/a/1.0.1.yml", "b: 1\n");
    expect(await (await consumer.again()).resolve("a#~1.0.0", {}).catch((error: unknown) => error)).toMatchObject({
      code: "version-file-missing",
    });
    expect(await (await consumer.again()).resolve("a#<=1.0.0")).toMatchObject({ commit: same });
    registry.write(PATH, "name: two\n");
    registry.commit("two");
    registry.git("tag", "--force", "a-v1.0.0");
    const later = await consumer.again();
    await expect(later.resolve("a#<=1.0.0")).rejects.toMatchObject({ code: "digest-mismatch" });
    // What is pinned stays what it was.
    const pinned = await later.resolve("a#1.0.0");
    expect(pinned.digest).toBe(first.digest);
    expect(await readFile(pinned.file, "utf8")).toBe("name: one\n");
  });
});
