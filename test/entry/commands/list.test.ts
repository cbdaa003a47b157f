import { expect, test } from "vitest";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

test("list shows flows, versions and files without a version", async () => {
  const registry = sample();
  registry.write("flows/code_review.yml", "version: v1\n");
  registry.commit("Keep the old file");
  const { code, stdout } = await runCommand(registry.dir, ["list", "--json", "--root", "flows"]);
  expect(code).toBe(0);
  expect(JSON.stringify(JSON.parse(stdout))).toContain("flows/code_review.yml");
  const human = await runCommand(registry.dir, ["list", "--root", "flows"]);
  for (const text of ["code_review", "1.0.0-rc.1", "prerelease", "flows/code_review.yml"]) expect(human.stdout).toContain(text);
});

test("list exits with 2 when two files claim one version", async () => {
  const registry = sample();
  registry.write("flows/code_review/1.0.0.yaml", "version: v1\n");
  registry.commit("Add a twin");
  const { code, stdout } = await runCommand(registry.dir, ["list"]);
  expect(code).toBe(2);
  expect(stdout).toContain("flows/code_review/1.0.0.yaml");
});
