import { onTestFinished, TestRunner } from "vitest";
import { openRegistry } from "./git-registry.ts";
import type { RegistryOptions, TestRegistry } from "./git-registry.ts";

export type { CloneOptions, CommitOptions, RegistryOptions, TagOptions, TestRegistry } from "./git-registry.ts";
export { flowYaml } from "./flow-yaml.ts";

/** A real repository on branch `main`, removed when the running test ends; made in `beforeAll`, the caller removes it. */
export function createRegistry(options: RegistryOptions = {}): TestRegistry {
  const registry = openRegistry(options);
  if (TestRunner.getCurrentTest() !== undefined) onTestFinished(registry.cleanup);
  return registry;
}
