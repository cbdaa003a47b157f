import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../../../src/resolve/cache/store.ts";

/** Names of what is staged, in any registry. */
export function leftovers({ root }: Store): readonly string[] {
  const layout = join(root, "v1");
  const names = existsSync(layout) ? readdirSync(layout) : [];
  return names
    .map((name) => (name === ".stages" ? join(layout, name) : join(layout, name, "stages")))
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
}
