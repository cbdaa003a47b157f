import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { TestRegistry } from "../../support/registry.ts";

/** The path at which a registry is read as from a server that sends what it is asked for; each commit is there at once, with no push. */
export function serve({ dir }: TestRegistry): string {
  appendFileSync(join(dir, ".git", "config"), "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n");
  return dir;
}
