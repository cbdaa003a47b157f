import { expect, test } from "vitest";
import { previewNotes } from "../../src/run/notes.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openSample } from "./open.ts";

async function subjects(registry: TestRegistry, flow: string, version: string): Promise<readonly string[]> {
  const opened = await openSample(registry.dir, {}, true);
  const { context } = await previewNotes({ ...opened, flow, version, repositoryUrl: null, onProgress: () => undefined });
  return context.commits.map(({ subject }) => subject);
}

function land(registry: TestRegistry, subject: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) registry.write(path, text);
  registry.commit(subject);
}

test("commits are the flow's landings after the predecessor up to the target, newest first", async () => {
  const registry = createRegistry();
  land(registry, "one", { "flows/a/1.0.0.yml": "1" });
  land(registry, "other flow", { "flows/b/1.0.0.yml": "1" });
  land(registry, "readme of a", { "flows/a/README.md": "1" });
  land(registry, "outside", { "README.md": "1" });
  land(registry, "two", { "flows/a/1.1.0.yml": "2" });
  land(registry, "after two", { "flows/a/README.md": "2" });
  expect(await subjects(registry, "a", "1.1.0")).toEqual(["two", "readme of a"]);
  expect(await subjects(registry, "a", "1.0.0")).toEqual(["one"]);
  expect(await subjects(registry, "b", "1.0.0")).toEqual(["other flow"]);
});

test("a merge is one landing, and its branch's own commits are none", async () => {
  const registry = createRegistry();
  land(registry, "one", { "flows/a/1.0.0.yml": "1" });
  registry.branch("topic");
  land(registry, "on the branch", { "flows/a/1.1.0.yml": "draft" });
  land(registry, "on the branch again", { "flows/a/1.1.0.yml": "2" });
  registry.checkout("main");
  registry.merge("topic", "Merge the topic");
  expect(await subjects(registry, "a", "1.1.0")).toEqual(["Merge the topic"]);
});

test("a landing of two flows is told for both", async () => {
  const registry = createRegistry();
  land(registry, "both", { "flows/a/1.0.0.yml": "1", "flows/b/1.0.0.yml": "1" });
  land(registry, "both again", { "flows/a/1.1.0.yml": "2", "flows/b/1.1.0.yml": "2" });
  for (const flow of ["a", "b"]) expect(await subjects(registry, flow, "1.1.0")).toEqual(["both again"]);
});

test.each([
  ["chat", "chat/agent"],
  ["chat", "chat2"],
  ["a[1]", "a1"],
])("landings of %s are not those of %s", async (flow, other) => {
  const registry = createRegistry();
  land(registry, "one", { [`flows/${flow}/1.0.0.yml`]: "1" });
  land(registry, "other", { [`flows/${other}/1.0.0.yml`]: "1" });
  land(registry, "two", { [`flows/${flow}/1.1.0.yml`]: "2" });
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\n");
  registry.commit("Configure");
  if (!flow.includes("[")) expect(await subjects(registry, flow, "1.1.0")).toEqual(["two"]);
  expect(await subjects(registry, other, "1.0.0")).toEqual(["other"]);
});

test("a version that landed before its predecessor tells what touched its own file", async () => {
  const registry = createRegistry();
  land(registry, "newer first", { "flows/a/1.1.0.yml": "2" });
  land(registry, "older later", { "flows/a/1.0.0.yml": "1" });
  expect(await subjects(registry, "a", "1.1.0")).toEqual(["newer first"]);
});
