import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildInto } from "../../scripts/build.ts";
import { buildQuickAction } from "./quick-bundle.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder with the action and the command, bundled from the sources as they are now. */
    readonly bundle: string;
    /** Program that is the action on a fast clock. */
    readonly quickAction: string;
  }
}

/** Bundles the sources once for all tests of a run, beside dist/ and not into it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-bundle-"));
  const bundle = join(folder, "dist");
  await buildInto(bundle);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  project.provide("bundle", bundle);
  project.provide("quickAction", await buildQuickAction(join(folder, "quick")));
  return () => rm(folder, { recursive: true, force: true });
}
