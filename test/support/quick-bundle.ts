import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Bundles `quick-action.ts`, which starts five times as fast then, and gives the program's path. */
export async function buildQuickAction(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ["quick-action.ts"],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    logLevel: "error",
    // Some dependencies are CommonJS and call require for Node's own modules.
    banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
  });
  return join(folder, "quick-action.js");
}
