import { expect, test } from "vitest";
import { createRegistry, flowYaml } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";

test("diff prints a tree, Markdown or JSON, with the graph where it is asked for, and fails for what there is not", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", flowYaml({ name: "a" }));
  registry.write("flows/a/1.1.0.yml", flowYaml({ name: "a", components: ["writer", "reviewer"] }));
  registry.commit("Add a");
  const run = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(registry.dir, ["diff", "a", ...args]);
  const plain = await run();
  expect([plain.code, plain.stderr]).toEqual([0, ""]);
  expect(plain.stdout).toContain("a 1.0.0 → 1.1.0");
  expect(plain.stdout).toContain("reviewer");
  expect(plain.stdout).not.toContain("Graph");
  expect((await run("1.0.0", "--graph")).stdout).toMatch(/^Graph$[^]*^Graph as Mermaid$[^]*flowchart/m);
  expect((await run("1.0.0", "1.1.0", "--graph", "--markdown")).stdout).toContain("```mermaid");
  const json: unknown = JSON.parse((await run("--json")).stdout);
  expect(json).toMatchObject({
    schema: 1,
    flow: "a",
    from: "1.0.0",
    to: "1.1.0",
    profile: "flow-registry",
    required: "minor",
    graph: { nodes: [{}, {}, {}, {}] },
  });
  const unknown = await run("1.0.1");
  expect([unknown.code, unknown.stdout]).toEqual([1, ""]);
  expect(unknown.stderr).toContain("Did you mean 1.0.0?");
  expect((await runCommand(registry.dir, ["diff"])).code).toBe(1);
});
