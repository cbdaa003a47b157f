import { afterAll, onTestFinished, TestRunner } from "vitest";
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

/** Gives registries that are all the same, each one's own to change: built once for a test file, and copied. To be called in a module. */
export function shareRegistry(build: (registry: TestRegistry) => void): () => TestRegistry {
  let built: TestRegistry | null = null;
  afterAll(() => built?.cleanup());
  return () => {
    if (built === null) {
      built = openRegistry();
      build(built);
    }
    const registry = built.copy();
    if (TestRunner.getCurrentTest() !== undefined) onTestFinished(registry.cleanup);
    return registry;
  };
}
