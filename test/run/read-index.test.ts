import { hash } from "node:crypto";
import { expect, test } from "vitest";
import type { RegistryIndex } from "../../src/plan/index-schema.ts";
import { readIndex } from "../../src/run/read-index.ts";
import { readSnapshot } from "../../src/run/read-snapshot.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

const digestOf = (text: string): string => `sha256:${hash("sha256", text)}`;

async function indexOf({ dir }: TestRegistry): Promise<RegistryIndex> {
  const request = await openRequest(dir);
  if (request.branch === null) throw new Error("there is no branch");
  const snapshot = await readSnapshot({ ...request, branch: request.branch, everything: false });
  return readIndex(request.repository, snapshot, []);
}

test("edited and withdrawn versions have the digests of what their tags hold, in a clone without contents too", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "prompt: prompts/x.md\n");
  registry.write("flows/a/prompts/x.md", "one");
  registry.write("flows/a/1.1.0.yml", "version: b\n");
  const first = registry.commit("Add a");
  registry.tag("a-v1.0.0");
  registry.tag("a-v1.1.0");
  registry.write("flows/a/1.0.0.yml", "prompt: none\n");
  registry.write("flows/a/prompts/x.md", "two");
  registry.remove("flows/a/1.1.0.yml");
  registry.write("flows/a/1.2.0.yml", "version: c\n");
  registry.commit("Edit, delete and add");
  registry.addBareRemote();
  registry.push();

  const index = await indexOf(registry);
  const { versions = [], latest } = index.flows[0] ?? { latest: "none" };
  expect(latest).toBe("1.0.0");
  const sums = `${hash("sha256", "prompt: prompts/x.md\n")}  1.0.0.yml\n${hash("sha256", "one")}  prompts/x.md\n`;
  expect(versions).toMatchObject([
    {
      version: "1.0.0",
      commit: first,
      date: "2026-01-01T00:00:00Z",
      digest: digestOf("prompt: prompts/x.md\n"),
      content_digest: digestOf(sums),
      files: [{ path: "flows/a/prompts/x.md", digest: digestOf("one") }],
      withdrawn: false,
    },
    {
      version: "1.1.0",
      commit: first,
      digest: digestOf("version: b\n"),
      content_digest: digestOf("version: b\n"),
      files: [],
      withdrawn: true,
    },
  ]);
  expect(await indexOf(registry.clone({ filter: "blob:none", bare: true }))).toEqual(index);
});
